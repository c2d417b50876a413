"""Paging long lists of the desk without counting all of them."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class CappedPaginator(Paginator):
    """Counts no further than a list is ever leafed through: `most` rows; what lies beyond is found by searching."""

    most = 10_000

    @cached_property
    def count(self):
        """The number of rows, at most `most`."""
        return self.object_list.order_by()[: self.most].count()


class PicturePaginator(CappedPaginator):
    """Pages of the picture desk, the newest thousand of whatever is asked for."""

    most = 1_000
