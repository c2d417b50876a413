"""Reading a public page in tests: its elements, their attributes and their text, without a browser."""

import json
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "wbr", "br", "source", "input", "hr", "rect", "circle", "line"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "div", "summary", "figcaption", "blockquote", "section"}


class Element:
    """An element with its attributes and the text in it."""

    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.text = tag, dict(attributes), ""

    def __getitem__(self, name):
        return self.attributes.get(name)

    @property
    def classes(self):
        return (self["class"] or "").split()


class Page(HTMLParser):
    """The elements of a response in document order."""

    def __init__(self, response):
        super().__init__()
        self.html = response.content.decode()
        self.elements, self._open = [], []
        self.feed(self.html)

    def handle_starttag(self, tag, attributes):
        element = Element(tag, attributes)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.handle_data(" ")
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data):
        for element in self._open:
            element.text += data

    def all(self, tag="", kind="", **attributes):
        """Every element of a tag (any, if empty), of a class, and with these attributes."""
        return [
            e
            for e in self.elements
            if tag in ("", e.tag)
            and (not kind or kind in e.classes)
            and all(e[name] == value for name, value in attributes.items())
        ]

    def texts(self, tag="", kind=""):
        """The texts of such elements, with white space made single."""
        return [" ".join(e.text.split()) for e in self.all(tag, kind)]

    def times(self, kind=""):
        """The (datetime, text) pairs of every `<time>` in the page."""
        return [(e["datetime"], e.text) for e in self.all("time", kind)]

    @property
    def text(self):
        """All the words between `<body>` and `</body>`."""
        return self.texts("body")[0]

    def meta(self, name):
        """The content of a `<meta>` by its name or property, or None."""
        elements = self.all("meta", name=name) + self.all("meta", property=name)
        return elements[0]["content"] if elements else None

    @property
    def things(self):
        """The things of the page's structured data, by type."""
        scripts = self.all("script", type="application/ld+json")
        return {thing["@type"]: thing for script in scripts for thing in json.loads(script.text)["@graph"]}
