"""The table of a bench, and its chart."""

from html import escape

from django.db import connection

from newsroom.bench.work import UNITS

BAR, GAP, LEFT, WIDTH = 16, 8, 190, 760


def table(figures, baselines):
    """Yield the lines of a table."""
    heads = ["queries", UNITS.get(connection.vendor, "work"), "CPU ms", "ms", "bytes", "x view", "x WSGI", "a second"]
    yield f"{'':<24}" + "".join(f"{head:>13}" for head in heads)
    for each in [*figures, *baselines]:
        cells = [number(each.queries), number(each.work), f"{each.cpu_ms:,.3f}", f"{each.ms:,.3f}", number(each.bytes)]
        cells += [f"{each.times_view:,.1f}", f"{each.times_wsgi:,.0f}", f"{each.per_second:,.0f}"]
        yield f"{each.name:<24}" + "".join(f"{cell:>13}" for cell in cells)


def number(value):
    return "-" if value is None else f"{value:,}"


def chart(figures, baselines, title):
    """Return a bar chart of the CPU time of pages as SVG, readable on a light and on a dark ground."""
    shown = [*figures, baselines[0]]
    longest = max(each.cpu_ms for each in shown)
    height = 60 + len(shown) * (BAR + GAP)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(title)}</title>',
        "<style>",
        "text { font: 13px system-ui, sans-serif; fill: #222 } rect { fill: #2f6f9f }",
        "@media (prefers-color-scheme: dark) { text { fill: #ddd } rect { fill: #7db4dc } }",
        "</style>",
        f'<text x="0" y="20" font-weight="bold">{escape(title)}</text>',
    ]
    for place, each in enumerate(shown):
        top = 44 + place * (BAR + GAP)
        width = max(1, (WIDTH - LEFT - 190) * each.cpu_ms / longest)
        label = f"{each.cpu_ms:,.1f} ms, {each.times_view:,.0f} x view"
        lines += [
            f'<text x="{LEFT - 8}" y="{top + 12}" text-anchor="end">{escape(each.name)}</text>',
            f'<rect x="{LEFT}" y="{top}" width="{width:.1f}" height="{BAR}" />',
            f'<text x="{LEFT + width + 6:.1f}" y="{top + 12}">{label}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])
