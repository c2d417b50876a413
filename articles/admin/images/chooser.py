"""What an autocomplete of images is answered: thumbnails, credits, and what keeps an image from use."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import reverse

from articles.admin.images.badges import badges


class PictureChoices(AutocompleteJsonView):
    """Django's view for autocompletes, over the images of the picture desk, newest first."""

    def serialize_result(self, obj, to_field_name):
        warnings = [badge.label for badge in badges(obj, self.request.moment) if badge.tone != "neutral"]
        return super().serialize_result(obj, to_field_name) | {
            "thumbnail": reverse("admin:articles_image_thumbnail", args=[obj.pk]) if obj.sizes else "",
            "credit": obj.credit,
            "warning": ", ".join(warnings),
        }
