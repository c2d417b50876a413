"""The picture desk: images as a grid, found by words and by what is wrong or special with them."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import CappedPaginator
from articles.admin.images.badges import badges
from articles.models import Image

STATES = {
    "dark-soon": _("Goes dark soon"),
    "unusable": _("Cannot be used"),
    "no-credit": _("Without credit"),
    "no-alt": _("Without alternative text"),
    "unused": _("Unused"),
    "killed": _("Killed"),
    "machine": _("Made by machine"),
    "placeholder": _("Placeholders"),
}


class PicturePaginator(CappedPaginator):
    """Pages of the picture desk: the newest thousand pictures of a search."""

    most = 1_000


class StateFilter(admin.SimpleListFilter):
    """What is wrong or special with an image, at the moment of the request."""

    title = _("state")
    parameter_name = "state"

    def __init__(self, request, *args, **kwargs):
        self.moment = request.moment
        super().__init__(request, *args, **kwargs)

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        """Return the images of the chosen list; a list that does not exist is refused."""
        ask = {
            "dark-soon": lambda: queryset.dark_soon(self.moment),
            "unusable": lambda: queryset.unusable_at(self.moment),
            "no-credit": queryset.without_credit,
            "no-alt": queryset.without_alt,
            "unused": queryset.unused,
            "killed": queryset.killed,
            "machine": queryset.by_machine,
            "placeholder": lambda: queryset.filter(placeholder=True),
        }
        if self.value() is None:
            return queryset
        if self.value() not in ask:
            raise IncorrectLookupParameters
        return ask[self.value()]()


class PictureList(ChangeList):
    """A page of the grid: every image comes with its badges and whether anything uses it, in one query more."""

    def get_ordering(self, request, queryset):
        """Newest first; what goes dark soon, soonest first."""
        if self.params.get(StateFilter.parameter_name) == "dark-soon":
            return ["dark", "id"]
        return super().get_ordering(request, queryset)

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        keys = [image.pk for image in self.result_list]
        unused = set(Image.objects.filter(pk__in=keys).unused().values_list("pk", flat=True))
        for image in self.result_list:
            image.badges = badges(image, request.moment, image.pk in unused)
            image.thumbnail_src = image.url_of(image.small) if image.small else ""

    @property
    def without_words(self):
        """The address of the same list without the search."""
        return self.get_query_string(remove=["q", "p"])

    @property
    def lists(self):
        """The lists above the grid: (query string, words, whether it is the one that is shown)."""
        shown = self.params.get(StateFilter.parameter_name)
        first = [(self.get_query_string(remove=["state", "p"]), gettext("All pictures"), shown is None)]
        return first + [
            (self.get_query_string({"state": name}, ["p"]), words, shown == name) for name, words in STATES.items()
        ]
