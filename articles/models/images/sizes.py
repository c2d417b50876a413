"""The sizes of an image as pages ask for them: addresses, `srcset`, and which one is used where."""

SHARED = "shared.jpg"


class ImageSizes:
    """The renditions of an image that pages show, smallest first, with their addresses; false where there are none.

    A rendition is a mapping of `name`, `width`, `height` (pixels) and `type` (media type).
    """

    def __init__(self, stem, renditions):
        self.stem, self.renditions = stem, renditions
        self.for_pages = [r for r in renditions if r["name"] != SHARED]

    def __iter__(self):
        return iter(self.for_pages)

    def __len__(self):
        return len(self.for_pages)

    @property
    def shared(self):
        """The rendition for shared links (1200 by 630 pixels, or smaller in that shape), or the largest; or None."""
        return next((r for r in self.renditions if r["name"] == SHARED), self.large)

    @property
    def large(self):
        """The largest rendition for pages, a JPEG where there is one, or None."""
        return max(self, key=lambda r: (r["width"], r["type"] == "image/jpeg"), default=None)

    @property
    def small(self):
        """The smallest rendition, or None."""
        return next(iter(self), None)

    def url_of(self, rendition):
        """Return the public path of a rendition; an empty string for None."""
        return f"/pictures/{self.stem}/{rendition['name']}" if rendition else ""

    @property
    def src(self):
        """The public path of the largest rendition, or an empty string."""
        return self.url_of(self.large)

    @property
    def shared_src(self):
        """The public path of what shared links show, or an empty string where pages have nothing to show either."""
        return self.url_of(self.shared) if self else ""

    @property
    def thumbnail_src(self):
        """The public path of the smallest rendition, or an empty string."""
        return self.url_of(self.small)

    def srcset_of(self, media_type):
        """Return the renditions of one media type as an HTML `srcset`."""
        return ", ".join(f"{self.url_of(r)} {r['width']}w" for r in self if r["type"] == media_type)

    @property
    def srcset(self):
        """The `srcset` of an `<img>`: the JPEGs, or all there is in a set that has none."""
        return self.srcset_of(self.large["type"]) if self else ""

    @property
    def sources(self):
        """The (media type, srcset) pairs of `<source>`, the smallest files first, without what `<img>` itself has."""
        types = [t for t in ("image/avif", "image/webp") if self and t != self.large["type"]]
        return [(t, self.srcset_of(t)) for t in types if self.srcset_of(t)]
