"""The sizes of an image as pages ask for them: addresses, `srcset`, and which one is for what."""

SHARED = "shared.jpg"


class ImageSizes:
    """What can be told of `stem` and `renditions` alone."""

    @property
    def sizes(self):
        """The renditions for pages, smallest first."""
        return [r for r in self.renditions if r["name"] != SHARED]

    @property
    def shared(self):
        """The rendition for shared links (1200 by 630 pixels, or smaller in that shape), or None."""
        return next((r for r in self.renditions if r["name"] == SHARED), None)

    @property
    def shared_rendition(self):
        """What shared links show: the rendition made for them, or the largest where there is none."""
        return self.shared or self.large

    @property
    def shared_src(self):
        """Its public path, or an empty string where the image has no file."""
        return self.url_of(self.shared_rendition) if self.sizes else ""

    @property
    def large(self):
        """The largest rendition for pages, a JPEG where there is one, or None where the image has no file."""
        return max(self.sizes, key=lambda r: (r["width"], r["type"] == "image/jpeg"), default=None)

    @property
    def small(self):
        """The smallest rendition as a mapping, or None where the image has no file."""
        return self.sizes[0] if self.sizes else None

    def url_of(self, rendition):
        """The public path of a rendition."""
        return f"/pictures/{self.stem}/{rendition['name']}"

    @property
    def src(self):
        """The public path of the largest rendition, or an empty string."""
        return self.url_of(self.large) if self.sizes else ""

    def srcset_of(self, media_type):
        """The renditions of one media type as an HTML `srcset`."""
        return ", ".join(f"{self.url_of(r)} {r['width']}w" for r in self.sizes if r["type"] == media_type)

    @property
    def srcset(self):
        """The `srcset` of an `<img>`: the JPEGs, or all there is in a set that has none."""
        return self.srcset_of(self.large["type"]) if self.sizes else ""

    @property
    def sources(self):
        """The (media type, srcset) pairs of `<source>`, the smallest files first, without what `<img>` itself has."""
        types = [t for t in ("image/avif", "image/webp") if self.sizes and t != self.large["type"]]
        return [(t, self.srcset_of(t)) for t in types if self.srcset_of(t)]
