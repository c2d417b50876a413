"""Lists as Word writes them: paragraphs that have a level, and begin with a bullet or a number as text."""

import re

LEVEL = re.compile(r"l\d+ level(\d)")
LIST_CLASS = "MsoListParagraph"  # a mail program may write something before it
INDENT = re.compile(r"(\d*\.?\d+)(in|pt|cm)")
INDENT_OF_A_LEVEL = {"in": 0.5, "pt": 36, "cm": 1.27}
# The number or letter before the full stop or bracket; of 1.2.3 the last.
NUMBER = re.compile(r"\(?(?:\d+\.)*(\d{1,4}|[a-z]{1,6})[.)]*[.)]", re.IGNORECASE)
# A bullet or a number that is part of the text, as is left where a mail program has removed Word's own styles.
MARKER = re.compile(
    r"\s*([·•▪◦§o–\uf0a7\uf0b7-]|\(?(?:\d{1,3}\.)*(?:\d{1,3}|[a-z]|[ivx]+)[.)])[ \xa0]{2,}", re.IGNORECASE
)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def list_level(attributes, style):
    """Return (level, whether Word says that it is in a list) of a paragraph; level 0 is no list.

    Where Word's own styles were removed, only the class or the indent is left: then a marker must follow.
    """
    if said := LEVEL.match(style.get("mso-list", "")):
        return int(said[1]), True
    is_hanging = style.get("text-indent", "").startswith("-")
    if not is_hanging and LIST_CLASS not in attributes.get("class", ""):
        return 0, False
    indent = INDENT.match(style.get("margin-left", ""))
    return max(1, round(float(indent[1]) / INDENT_OF_A_LEVEL[indent[2]])) if indent else 1, False


def roman(letters):
    """Return the value of a Roman number of small letters, or 0."""
    values = [ROMAN.get(letter, 0) for letter in letters]
    if 0 in values:
        return 0
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def kind_of_list(marker, before=None):
    """Return (tag, type, number) of the list item with this marker, given the kind of the item before it."""
    number = NUMBER.fullmatch(marker.strip())
    if not number:
        return "ul", "", 0
    if number[1].isdigit():
        return "ol", "", int(number[1])
    letters = number[1].lower()
    is_roman = roman(letters) and (len(letters) > 1 or letters == "i" or (before and before[1].lower() == "i"))
    if before and before[1].lower() == "a" and len(letters) == 1:
        is_roman = False
    if not is_roman and len(letters) > 1:
        return "ul", "", 0
    kind = "i" if is_roman else "a"
    value = roman(letters) if is_roman else ord(letters) - ord("a") + 1
    return "ol", kind if number[1].islower() else kind.upper(), value


def opening_tag(kind):
    """Return the tag that begins a list of this kind, with the number of its first item."""
    tag, type_, number = kind
    start = f' start="{number}"' if tag == "ol" and number != 1 else ""
    return f"<{tag}{start}" + (f' type="{type_}">' if type_ else ">")


def nested_lists(items):
    """Return the HTML of (level, marker, HTML) items as lists within lists."""
    html, levels = [], []  # of each open list its level and the kind of its latest item
    for level, marker, words in items:
        while levels and levels[-1][0] > level:
            html.append(f"</li></{levels.pop()[1][0]}>")
        before = levels[-1][1] if levels and levels[-1][0] == level else None
        kind = kind_of_list(marker, before)
        if before and before[:2] == kind[:2]:
            html.append("</li>")
            levels.pop()
        else:
            html.append(f"</li></{levels.pop()[1][0]}>{opening_tag(kind)}" if before else opening_tag(kind))
        levels.append((level, kind))
        html.append(f"<li>{words}")
    html += [f"</li></{kind[0]}>" for _, kind in reversed(levels)]
    return "".join(html)
