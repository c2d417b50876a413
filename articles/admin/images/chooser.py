"""The chooser's answers: images with their thumbnails, what they are credited to, and what keeps them from use."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import reverse

from articles.admin.images.badges import badges


class PictureChoices(AutocompleteJsonView):
    """What an autocomplete of images is answered; the rows are those of the picture desk, newest first."""

    def serialize_result(self, obj, to_field_name):
        tones = [badge.words for badge in badges(obj, self.request.moment) if badge.tone != "plain"]
        return super().serialize_result(obj, to_field_name) | {
            "thumbnail": reverse("admin:articles_image_thumbnail", args=[obj.pk]) if obj.small else "",
            "credit": obj.credit,
            "warning": ", ".join(tones),
        }
