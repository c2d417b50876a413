"""Pages come without the indentation of their templates, where it says nothing."""

import pytest
from django.template import Context, Engine


@pytest.fixture
def render(tmp_path):
    """Return a function that renders a template with a `value`."""
    engine = Engine(dirs=[tmp_path], loaders=["newsroom.template_loader.Loader"])

    def render(text, value=""):
        (tmp_path / "page.html").write_text(text)
        return engine.get_template("page.html").render(Context({"value": value}))

    return render


def test_lines_lose_their_indentation_and_nothing_else(render):
    assert render("<ul>\n  <li>\n\tOne  two\n  </li>\n</ul>\n") == "<ul>\n<li>\nOne  two\n</li>\n</ul>\n"


@pytest.mark.parametrize("element", ["pre", "textarea"])
def test_where_indentation_is_seen_it_stays(render, element):
    text = f'<{element} id="x">\n  a\n    b</{element}>\n'
    assert render(f"  {text}  c") == f"{text}c"


def test_what_an_editor_typed_stays(render):
    assert render("  <p>{{ value }}</p>", value="a\n   b") == "<p>a\n   b</p>"
