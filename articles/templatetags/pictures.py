"""Pictures on pages: every one goes through here, and one that may not be shown becomes a neutral box."""

from django import template
from django.utils import timezone

register = template.Library()


def moment_of(context):
    """Return the moment of the request, or now where a template is filled without one."""
    return getattr(getattr(context, "request", None), "moment", None) or timezone.now()


@register.simple_tag(takes_context=True)
def may_show(context, image):
    """Tell whether an image may be shown at the moment of the request."""
    return image.usable_at(moment_of(context))


@register.inclusion_tag("articles/_picture.html", takes_context=True)
def picture(context, image, alt="", sizes="100vw", first=False, labelled=False):
    """An image as `<picture>`, in every size and format there is; a box with the alternative text if it is not to be
    shown. `first` is for the one that readers see at once; `labelled` says beside it what a machine did, where no
    credit line will.
    """
    visible = bool(image.sizes) and may_show(context, image)
    return {"image": image, "alt": alt, "sizes": sizes, "first": first, "labelled": labelled, "visible": visible}
