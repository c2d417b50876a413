"""The picture desk: images as a grid, searched by words and filtered by state."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import CappedPaginator
from articles.admin.images.badges import badges
from articles.models import Image

STATES = {
    "dark-soon": _("Rights end soon"),
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
    """Filters images by their state at the moment of the request."""

    title = _("state")
    parameter_name = "state"

    def __init__(self, request, *args, **kwargs):
        self.moment = request.moment
        super().__init__(request, *args, **kwargs)

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        """Return the images in the chosen state; Django shows the whole list again for an unknown one."""
        lists = {
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
        if self.value() not in lists:
            raise IncorrectLookupParameters
        return lists[self.value()]()


class PictureList(ChangeList):
    """A page of the grid. Every image has its badges; one query more tells which of them are unused."""

    def get_ordering(self, request, queryset):
        """Order by newest first; images whose rights end soon, by the soonest."""
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

    @property
    def without_search(self):
        """The address of the same list without the search."""
        return self.get_query_string(remove=["q", "p"])

    @property
    def lists(self):
        """The links above the grid: (query string, label, whether it is the list that is shown)."""
        current = self.params.get(StateFilter.parameter_name)
        everything = (self.get_query_string(remove=["state", "p"]), gettext("All pictures"), current is None)
        states = [(self.get_query_string({"state": s}, ["p"]), label, current == s) for s, label in STATES.items()]
        return [everything, *states]
