"""The page on which links to a working copy are made and revoked."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import page_path
from articles.exceptions import Refusal
from articles.models import MOST_SHARE_DAYS, permissions
from articles.request_limits import is_key

DAYS = (1, 3, 7, 14, MOST_SHARE_DAYS)
NEW_LINK = "new_share_link"  # in the session, from the request that makes a link until the page has shown it
MOST_LISTED = 50


class ShareForm(forms.Form):
    """Asks how long a link lasts, and which words it shows."""

    days = forms.TypedChoiceField(
        label=_("It ends after"),
        coerce=int,
        initial=7,
        choices=[(days, ngettext("%(count)d day", "%(count)d days", days) % {"count": days}) for days in DAYS],
    )
    pinned = forms.TypedChoiceField(
        label=_("It shows"),
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
        choices=[
            ("no", _("the working copy, with every change that is saved")),
            ("yes", _("the words as they are now, as for a lawyer's approval")),
        ],
    )


def share_page(request, article, context):
    """Show the links of an article; make one, or revoke one."""
    permissions.require(request.user, permissions.to_share(article, request.user))
    here = reverse("admin:articles_article_share", args=[article.pk])
    form = ShareForm(request.POST if "make" in request.POST else None, label_suffix="")
    if "revoke" in request.POST:
        key = request.POST["revoke"]
        link = get_object_or_404(article.share_links, pk=key if is_key(key) else None)
        link.revoke(request.user, request.moment)
        messages.success(request, gettext("The link was revoked. It no longer opens anything."))
        return HttpResponseRedirect(here)
    if form.is_bound and form.is_valid():
        try:
            _link, token = article.share(request.user, **form.cleaned_data, moment=request.moment)
        except Refusal as refusal:
            form.add_error(None, refusal)
        else:
            request.session[NEW_LINK] = [str(article.pk), token]
            return HttpResponseRedirect(here)
    key, token = request.session.pop(NEW_LINK, ("", ""))
    links = list(article.share_links.select_related("by")[:MOST_LISTED])
    still_open = set(article.share_links.open_at(request.moment).values_list("pk", flat=True))
    context |= {
        **admin.site.each_context(request),
        "title": gettext("Share this draft"),
        "form": form,
        "rows": [(link, link.pk in still_open, state_of(link, request.moment)) for link in links],
        "new_address": settings.SITE_URL + page_path("shared", token) if key == str(article.pk) else "",
    }
    return TemplateResponse(request, "admin/articles/share.html", context)


def state_of(link, moment):
    """Return the state of a link in a word or two."""
    if link.revoked_at:
        return gettext("Revoked")
    return gettext("Expired") if link.expires <= moment else gettext("Ended: the article was published")
