"""The picture desk: images as a grid, searched by words and filtered by state, and as choices of an autocomplete."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import CappedPaginator
from articles.admin.images.badges import badges
from articles.admin.images.filters import PictureFilters
from articles.admin.images.upload import thumbnail_of
from articles.models import Image

# The label of each list, and what selects its images at a moment.
STATES = {
    "dark-soon": (_("Rights end soon"), lambda images, moment: images.ending_soon(moment)),
    "unusable": (_("Cannot be used"), lambda images, moment: images.unusable_at(moment)),
    "no-credit": (_("Without credit"), lambda images, moment: images.without_credit()),
    "no-alt": (_("Without alternative text"), lambda images, moment: images.without_alt()),
    "unused": (_("Unused"), lambda images, moment: images.unused()),
    "killed": (_("Killed"), lambda images, moment: images.killed()),
    "machine": (_("Made by machine"), lambda images, moment: images.by_machine()),
    "placeholder": (_("Placeholders"), lambda images, moment: images.filter(placeholder=True)),
}


FILTERS = tuple(PictureFilters.base_fields)


class PicturePaginator(CappedPaginator):
    """Pages of the picture desk: the newest thousand pictures of a search.

    Their keys are read once, in order. To count them first, and to look for those of a page then, would be to look
    through the same pictures twice where few of many are found.
    """

    most = 1_000

    @cached_property
    def keys(self):
        """The keys of the pictures on all pages."""
        return list(self.object_list.values_list("pk", flat=True)[: self.most])

    @property
    def count(self):
        """The number of pictures on all pages."""
        return len(self.keys)

    def page(self, number):
        """Return a page, whose pictures are in the order of their keys."""
        number = self.validate_number(number)
        return Page(pictures_of(self.keys[(number - 1) * self.per_page : number * self.per_page]), number, self)


def pictures_of(keys):
    """Return the pictures with these keys, in this order, with what their badges depend on."""
    pictures = Image.objects.filter(pk__in=keys).prefetch_related("credits", "rights")
    by_key = {picture.pk: picture for picture in pictures}
    return [by_key[key] for key in keys if key in by_key]


class StateFilter(admin.SimpleListFilter):
    """Filters images by their state at the moment of the request."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(state, label) for state, (label, _select) in STATES.items()]

    def queryset(self, request, queryset):
        """Return the images in the chosen state; Django shows the whole list again for an unknown one."""
        if self.value() is None:
            return queryset
        if self.value() not in STATES:
            raise IncorrectLookupParameters
        _label, select = STATES[self.value()]
        return select(queryset, request.moment)


class PictureList(ChangeList):
    """A page of the grid. Every image has its badges; one more query finds which of them are unused."""

    def __init__(self, request, *args, **kwargs):
        self.filters = PictureFilters(request.GET, request.user)
        super().__init__(request, *args, **kwargs)

    def get_filters_params(self, params=None):
        """Leave the answers to `PictureFilters` to that form."""
        return {name: value for name, value in super().get_filters_params(params).items() if name not in FILTERS}

    def get_queryset(self, request, exclude_parameters=None):
        return self.filters.apply(super().get_queryset(request, exclude_parameters))

    def get_ordering(self, request, queryset):
        """Order by newest first; images whose rights end soon, by the soonest."""
        if self.params.get(StateFilter.parameter_name) == "dark-soon":
            return ["rights_end", "id"]
        return super().get_ordering(request, queryset)

    def get_results(self, request):
        super().get_results(request)
        if not isinstance(self.result_list, list):  # all pictures that were found fit on this page
            self.result_list = pictures_of(self.paginator.keys)
        keys = [image.pk for image in self.result_list]
        unused = set(Image.objects.filter(pk__in=keys).unused().values_list("pk", flat=True))
        for image in self.result_list:
            image.badges = badges(image, request.moment, image.pk in unused)

    @property
    def is_narrowed(self):
        """Whether words or filters select the pictures."""
        return bool(self.query) or self.filters.used

    @property
    def kept_params(self):
        """The parameters that another search keeps."""
        return {name: value for name, value in self.params.items() if name not in ("q", "p", *FILTERS)}

    @property
    def without_search(self):
        """The address of the same list without the search and the filters."""
        return self.get_query_string(remove=["q", "p", *FILTERS])

    @property
    def lists(self):
        """The links above the grid: (query string, label, whether it is the list that is shown)."""
        current = self.params.get(StateFilter.parameter_name)
        everything = (self.get_query_string(remove=["state", "p"]), gettext("All pictures"), current is None)
        states = [(self.get_query_string({"state": s}, ["p"]), label, current == s) for s, (label, _) in STATES.items()]
        return [everything, *states]


class PictureChoices(AutocompleteJsonView):
    """Django's view for autocompletes; each image has a thumbnail, its credit, and warnings about its use."""

    def serialize_result(self, obj, to_field_name):
        warnings = [badge.label for badge in badges(obj, self.request.moment) if badge.tone != "neutral"]
        return super().serialize_result(obj, to_field_name) | {
            "thumbnail": thumbnail_of(obj),
            "credit": obj.credit,
            "warning": ", ".join(warnings),
        }
