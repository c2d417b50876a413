"""A file that was made to hurt is refused with the place, or imported; it is never an error of ours, nor slow."""

import copy
import csv
import io
import json
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from timeline.interchange import Report, as_csv, as_timelinejs, import_timeline, read_file
from timeline.interchange.html_to_text import html_to_text
from timeline.interchange.schema import MAX_REMARKS, UnreadableFile
from timeline.interchange.spreadsheets import FOREIGN_COLUMNS
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:timeline_timeline_import")
FUZZ = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LONE = "\ud800"
HOSTILE = [
    *(
        None,
        True,
        False,
        0,
        -1,
        5,
        10**40,
        1.5,
        float("inf"),
        float("nan"),
        "",
        " ",
        "x",
        LONE,
        f"a{LONE}b",
        "\x00",
        "²",
    ),
    *("2026-02-31", "99:99", "9" * 200, "x" * 300, "x" * 30_000, "<div>" * 30_000, "[" * 1_000, "‮", "=1+1"),
    *([], {}, [1], [None], [[[]]], {"a": 1}, {LONE: LONE}, [LONE], {"title": 5}, [{"title": {"a": []}}], ["x"] * 101),
    *([{"title": "x", "accessed": "2026-02-31"}], [{"title": "T", "locator": "l" * 81}], {"url": "javascript:x()"}),
]


@pytest.fixture
def content(together, mara, archive, register):
    """What our own export of a full timeline says."""
    event = Event.objects.get(slug="meet")
    event.quotation, event.speaker, event.said_in, event.said_at, event.note = "Words.", mara, register, "p. 4", "Note."
    event.save()
    together.eras.create(title="An era", start="2004", end="2009")
    return json.loads(as_timelinejs(Timeline.objects.get()))


def places(value, path=()):
    """Yield the path to everything in a tree of mappings and lists."""
    if path:
        yield path
    for name, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from places(inner, (*path, name))


def put(tree, path, value):
    """Put a value where the path leads."""
    *way, last = path
    for name in way:
        tree = tree[name]
    tree[last] = value


def outcome(content, **options):
    """Read and import bytes in a dry run; return the report or the refusal, whose words are short and printable.

    `options` are those of `read_file`.
    """
    try:
        result = import_timeline(
            read_file(content, **options), name="hostile", slug="hostile", update=True, dry_run=True
        )
    except UnreadableFile as refused:
        result, messages = refused, [" ".join(error) for error in refused.errors]
    else:
        assert isinstance(result, Report)
        messages = [str(line) for line in [*result.lines, *result.eras]]
        messages += [" ".join(pair) for pair in [*result.remarks, *result.left_out]]
    assert messages
    assert len(messages) <= MAX_REMARKS + 3
    for sentence in messages:
        sentence.encode()
        assert len(sentence) < 1_500
    return result


@FUZZ
@given(st.data())
def test_our_own_export_with_anything_put_anywhere_is_imported_or_refused(content, data):
    mutant = copy.deepcopy(content)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(places(mutant))))
        value = data.draw(st.sampled_from(HOSTILE))
        put(mutant, path, copy.deepcopy(value))
    outcome(json.dumps(mutant).encode(), leave_out=data.draw(st.booleans()))


def test_every_place_of_our_own_export_may_hold_another_kind_of_value(content):
    for path in places(content):
        for value in (5, LONE, [LONE], {LONE: [5]}, True):
            mutant = copy.deepcopy(content)
            put(mutant, path, value)
            outcome(json.dumps(mutant).encode())


@FUZZ
@given(st.data())
def test_our_own_spreadsheet_with_anything_in_any_cell_is_imported_or_refused(content, data):
    rows = list(csv.reader(io.StringIO(as_csv(Timeline.objects.get()).lstrip("\ufeff"))))
    texts = [value for value in HOSTILE if isinstance(value, str) and LONE not in value]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(st.sampled_from(texts))
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    outcome(written.getvalue().encode())


@settings(FUZZ, max_examples=30)
@given(st.data())
def test_any_spreadsheet_with_anything_in_any_cell_is_imported_without_what_has_errors_or_refused(db, data):
    names = [name for names in FOREIGN_COLUMNS.values() for name in names]
    texts = [value for value in HOSTILE if isinstance(value, str) and LONE not in value]
    cells = st.sampled_from([*texts, "2004", "May 2004", "1979-03-03 05:50", "05:50", "Mara meets Ines"])
    header = data.draw(st.lists(st.sampled_from([*names, *texts, "time", "end time"]), min_size=2, max_size=9))
    row = st.lists(cells, max_size=10)
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["date", "title", *header], ["2004", "A"], *data.draw(st.lists(row, max_size=3))])
    outcome(written.getvalue().encode("utf-8", "replace"), leave_out=True, zone="Europe/London")


@FUZZ
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))))
@example(b"a=" + b"{" * 100)
@example(b'{"events": [{"\\ud800": 1}], "\\udfff": {}}')
@example(b'{"\\ud800": 1}')
def test_any_bytes_are_imported_or_refused(db, content):
    outcome(content)


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ({"people": 5}, "people"),
        ({"people": [["x"]]}, "people[0]"),
        ({"people": ["x" * 201]}, "people[0]"),
        ({"people": ["x"] * 101}, "people"),
        ({"citations": [1]}, "citations[0]"),
        ({"citations": {"title": "x"}}, "citations"),
        ({"citations": [{"title": "x", "accessed": "2026-02-31"}]}, "citations[0].accessed"),
        ({"citations": [{"title": "x"}, {"title": ["x"]}]}, "citations[1].title"),
        ({"status": "certain"}, "status"),
        ({"quotation_kind": 7}, "quotation_kind"),
        ({"said_at": "x" * 81}, "said_at"),
        ({"own_title": {"a": 1}}, "own_title"),
        ({"note": "x" * 20_001}, "note"),
        ({"highlight": "yes"}, "highlight"),
        (["x"], ""),
        (5, ""),
    ],
)
def test_what_an_export_says_in_the_wrong_way_is_refused_with_its_place(own, place):
    slide = {"start_date": {"year": "2020"}, "text": {"headline": "H"}}
    with pytest.raises(UnreadableFile) as refused:
        read_file(json.dumps({"events": [slide, slide | {"newsroom": own}]}).encode())
    [(where, message)] = refused.value.errors
    assert where == "events[1].newsroom" + (f".{place}" if place else "")
    assert message


def test_a_name_with_half_a_character_is_looked_for_without_it(mara):
    slide = {
        "start_date": {"year": "2020"},
        "text": {"headline": f"H{LONE}"},
        "newsroom": {"people": [f"No{LONE}body"]},
    }
    report = outcome(json.dumps({"events": [slide]}).encode())
    assert [line.title for line in report.lines] == ["H"]
    assert "“Nobody”" in report.remarks[0][1]


UNITS = [
    *("<div>", "<", "<!--", "<a ", "</", "&", '<a b="', "<![CDATA[", "<b>", "<ul><li>", "<script>", "<?", "&#", "<p "),
    *("<a href=", "\n ", " ", "\t\n", "<a'\"'\"", "<style></style", "<b id=1>", "<template>"),
]


@pytest.mark.parametrize("unit", UNITS)
def test_html_of_any_nesting_costs_no_more_than_its_length(unit):
    begun = time.process_time()
    html_to_text(unit * (1_000_000 // len(unit)))
    assert time.process_time() - begun < 10  # some ten times what it takes; the square of it would take minutes


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 2_000_000, '{"a":' * 500_000, '{"events": ' + "[" * 2_000_000, '\\"' * 2_000_000),
        *('{"a": "' + '\\"' * 2_000_000, "a={}" + " " * 3_000_000 + "x", "a" * 4_000_000, " " * 4_000_000),
        *("a" + " " * 4_000_000, "a={" + "}" * 2_000_000),
        *("var " * 1_000_000, ", " * 2_000_000, "{" + ", " * 2_000_000, "Year,Headline\n" + "\n" * 4_000_000),
        *("Year,Headline\n" + "2004,A\n" * 500_000, ("," * 100 + "\n") * 30_000, '"' * 4_000_000, "a\t" * 2_000_000),
        "{" + f'"{"9" * 4_000_000}": 1}}',
        '{"events": [' + "9" * 4_000_000 + "]}",
    ],
    ids=range(20),
)  # fmt: skip
def test_a_large_file_of_any_shape_is_refused_soon(text):
    begun = time.process_time()
    outcome(text.encode())
    assert time.process_time() - begun < 10


def test_an_event_that_is_one_heap_of_tags_is_refused_for_its_length():
    slide = {"start_date": {"year": "2020"}, "text": {"headline": "H", "text": "<div>" * 20_001}}
    with pytest.raises(UnreadableFile, match=r"events\[0\].text.text: the text has more than 100000 characters"):
        read_file(json.dumps({"events": [slide]}).encode())


def test_many_events_of_one_name_and_many_strangers_cost_few_queries(mara, django_assert_max_num_queries):
    own = {"people": [f"Stranger {number}" for number in range(99)] + ["Mara Lindqvist"]}
    slides = [{"start_date": {"year": "2020"}, "text": {"headline": "H"}, "newsroom": own, "unique_id": "x" * 200}] * 40
    with django_assert_max_num_queries(40 * 16 + 40):
        report = import_timeline(read_file(json.dumps({"events": slides}).encode()), name="many")
    assert (report.count("new"), len(report.remarks)) == (40, MAX_REMARKS)
    assert {len(entry.unique_id) for entry in report.timeline.entries.all()} == {200}


@pytest.mark.parametrize("value", [5, LONE, [LONE], {LONE: 1}, "x" * 30_000, "<div>" * 30_000, [[[[[[]]]]]] * 3])
def test_the_desk_answers_a_hostile_file_with_a_page(client, ana, content, value):
    client.force_login(ana)
    for path in [p for p in places(content) if len(p) == 4]:
        mutant = copy.deepcopy(content)
        put(mutant, path, value)
        sent = SimpleUploadedFile("hostile.json", json.dumps(mutant).encode())
        assert client.post(IMPORT, {"file": sent}).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"packed": "x", "name": "y" * 300, "timeline": "\x00"},
        {"packed": "é☃", "timeline": "x" * 5_000, "update": "²"},
        {"file": "no file", "agreed": "\x00"},
        {"timeline": "nobody"},
    ],
)
def test_the_desk_answers_a_hostile_form_with_a_page(client, ana, sent):
    client.force_login(ana)
    assert client.post(IMPORT, sent).status_code == 200


def test_the_command_refuses_in_words_that_can_be_printed(tmp_path):
    file = tmp_path / "x.json"
    file.write_text('{"\\ud800": 1}')
    with pytest.raises(CommandError) as refused:
        call_command("import_timeline", file)
    str(refused.value).encode()
