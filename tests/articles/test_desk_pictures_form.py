"""The form of a picture: offers from its file, credits that are confirmed, rights and kills, where it is used."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.images.metadata import read_metadata
from articles.models import Article, Change, Image, Kind
from tests.articles import picture_files as made
from tests.articles.test_desk_facts import form_of, picture
from tests.articles.test_desk_pictures import scripted
from tests.forms import added, errors_of, typed
from tests.media_storage import folders_stored
from tests.publishing_forms import confirm, errors, hidden, publish, url

CREDIT = reverse("admin:articles_image_credit")
HOUR = datetime.timedelta(hours=1)
LINE = "Christopher Polk/MTV1415/Getty Images Entertainment/Getty Images"


@pytest.fixture
def polk(desk):
    """A picture whose file says much about itself, and not the same in every block."""
    said = f"<photoshop:Credit>{LINE}</photoshop:Credit><photoshop:Instructions>NO ARCHIVES</photoshop:Instructions>"
    said += '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Two men.</rdf:li></rdf:Alt></dc:description>'
    content = made.jpeg(made.xmp_segment(made.packet(said)), made.iim_segment(caption=b"Two women."))
    scripted(desk, SimpleUploadedFile("polk.jpg", content, "image/jpeg"))
    return Image.objects.get()


def test_what_the_file_says_is_offered_and_not_written(desk, polk):
    page = desk.get(form_of(polk)).content.decode()
    assert f'data-value="{LINE}"' in page
    assert "XMP says: <q>Two men.</q>" in page
    assert "IIM says: <q>Two women.</q>" in page
    assert "The file names a restriction:</strong> NO ARCHIVES" in page
    assert (polk.caption, polk.instructions, polk.credit) == ("", "", "")
    assert not errors_of(desk.post(form_of(polk), typed(desk.get(form_of(polk)), caption="Two men.")))
    assert "XMP says: <q>Two men.</q>" not in desk.get(form_of(polk)).content.decode()


def test_the_head_says_what_keeps_it_from_use_and_where_to_mend_it(desk, polk):
    page = desk.get(form_of(polk)).content.decode()
    assert "Cannot be used" in page
    assert '<a href="#credits-group">It has no credit line.</a>' in page
    assert '<a href="#id_alt">It has no alternative text and is not marked decorative.</a>' in page
    polk.credits.create(line="Jo Farrow")
    Image.objects.update(alt="Two men")
    polk.rights.create(kind="allow", until=timezone.now() + 24 * HOUR)
    assert "Rights end soon" in desk.get(form_of(polk)).content.decode()


def test_a_line_is_read_while_it_is_typed(desk, client, bo, django_user_model):
    answer = desk.get(CREDIT, {"line": LINE}).json()
    parts = {part["column"]: part["value"] for part in answer["parts"]}
    assert parts == {
        "creator": "Christopher Polk",
        "event_code": "MTV1415",
        "collection": "Getty Images Entertainment",
        "agency": "Getty Images",
    }
    offered = desk.get(CREDIT, {"line": "Kevin Mazur/WireImage"}).json()
    assert (offered["offer"], "agency" in {part["column"] for part in offered["parts"]}) == ("Getty Images", False)
    assert desk.get(CREDIT, {"line": "x" * 5000}).status_code == 200
    client.force_login(bo)
    assert client.get(CREDIT, {"line": LINE}).status_code == 403


def test_only_confirmed_parts_are_stored_and_the_files_say_the_new_credit(desk, polk):
    before = polk.stem
    data = typed(desk.get(form_of(polk)))
    data |= {"credits-0-line": LINE, "credits-0-agency": "Getty Images", "credits-0-position": 0}
    assert not errors_of(desk.post(form_of(polk), data))
    polk = Image.objects.get()
    [credit] = polk.credits.all()
    assert (credit.line, credit.agency, credit.creator) == (LINE, "Getty Images", "")
    assert polk.stem != before
    assert read_metadata(polk.files.read(polk.sizes.small["name"])).credit_line == LINE


def test_a_composite_has_its_credits_in_order(desk, stage):
    data = added(typed(desk.get(form_of(stage))), "credits", line="L. Cohen/WireImage", position=1)
    assert not errors_of(desk.post(form_of(stage), data))
    page = desk.get(form_of(stage)).content.decode()
    assert "Jo Farrow/Northlight/Meridian Images; L. Cohen/WireImage" in page


def test_rights_are_written_beside_the_picture_with_who_wrote_them(desk, stage, ana):
    rows = {"kind": "allow", "begins": "2026-01-01T00:00", "until": "2026-02-01T00:00", "words": "Online only"}
    assert not errors_of(desk.post(form_of(stage), added(typed(desk.get(form_of(stage))), "rights", **rows)))
    right = stage.rights.get()
    assert (right.by, right.words) == (ana, "Online only")
    assert right.until - right.begins == datetime.timedelta(days=31)
    page = desk.get(form_of(stage)).content.decode()
    assert "The right to use it ended on" in page
    assert not errors_of(desk.post(form_of(stage), typed(desk.get(form_of(stage)))))
    assert stage.rights.get().until == right.until
    wrong = added(typed(desk.get(form_of(stage))), "rights", **rows | {"until": "2025-01-01T00:00"})
    assert "ends before it begins" in str(errors_of(desk.post(form_of(stage), wrong))["rows"])


def test_a_kill_takes_a_notice_and_is_undone(desk, polk, ana):
    page = reverse("admin:articles_image_kill", args=[polk.pk])
    shown = desk.get(page).content.decode()
    assert "in old editions too" in shown
    assert reverse("admin:articles_image_thumbnail", args=[polk.pk]) in shown
    assert "required" in desk.post(page, {"notice": ""}).content.decode()
    assert confirm(desk, page, notice="Mandatory kill.").status_code == 302
    polk.refresh_from_db()
    assert (polk.killed_by, polk.kill_notice) == (ana, "Mandatory kill.")
    assert desk.get(polk.sizes.src).status_code == 410
    assert "Mandatory kill." in desk.get(form_of(polk)).content.decode()
    assert confirm(desk, page).status_code == 302
    polk.refresh_from_db()
    assert polk.killed_at is None


def test_a_double_click_kills_a_picture_once_and_does_not_revive_it(desk, polk):
    page = reverse("admin:articles_image_kill", args=[polk.pk])
    sent = {"notice": "Mandatory kill.", "agreed": hidden(desk.get(page).text, "agreed")}
    assert [desk.post(page, sent).status_code for _click in range(2)] == [302, 302]
    polk.refresh_from_db()
    assert polk.killed_at


def test_who_may_not_change_it_may_not_kill_it(client, article, stage, ana, bo):
    page = reverse("admin:articles_image_kill", args=[stage.pk])
    article.publish(ana, Kind.UPDATE)
    client.force_login(bo)
    assert client.post(page, {"notice": "Mine."}).status_code == 403
    assert Image.objects.get().killed_at is None


@pytest.fixture
def public(article, stage, ana):
    """The stage, which readers see since noon, and its form."""
    article.publish(ana, Kind.UPDATE)
    return stage


def test_a_photo_editor_corrects_a_public_picture_and_says_what_was_wrong(client, public, cem):
    client.force_login(cem)
    page = client.get(form_of(public))
    for field in ("alt", "decorative", "caption", "copyright_notice", "usage_terms", "instructions", "web_statement"):
        assert f'name="{field}"' in page.text
    for field in ("title", "upload", "place", "source_type", "placeholder", "focal_x", "released_from"):
        assert f'name="{field}"' not in page.text
    assert "Changing the others takes the right to publish" in page.text
    prefixes = {
        inline.formset.prefix for inline in page.context["inline_admin_formsets"] if inline.has_change_permission
    }
    assert prefixes == {"credits", "rights"}
    data = typed(page, caption="Another stage.", **{"credits-0-line": "Jo Farrow/AP"})
    assert "change_kind" in errors_of(client.post(form_of(public), data))
    data |= {"change_kind": "correction", "change_note": "The agency was wrong.", "title": "Mine", "place": "Mine"}
    assert not errors_of(client.post(form_of(public), data))
    image = Image.objects.get()
    assert (image.credit, image.caption, image.title, image.place) == (
        "Jo Farrow/AP",
        "Another stage.",
        "The stage",
        "",
    )
    assert Change.objects.get(verb="changed").note == "The agency was wrong."


def test_a_public_picture_is_killed_and_shown_again_with_kind_and_note(client, public, cem):
    client.force_login(cem)
    assert "Kill this picture" in client.get(form_of(public)).text
    page = reverse("admin:articles_image_kill", args=[public.pk])
    assert "A picture was withdrawn." in client.get(page).text
    unanswered = confirm(client, page, notice="Mandatory kill.", change_note="Wrong person.")
    assert "Say what kind of change this is" in unanswered.text
    assert Image.objects.get().killed_at is None
    answers = {"change_kind": "correction", "change_note": "It showed somebody else."}
    assert confirm(client, page, notice="Mandatory kill.", **answers).status_code == 302
    assert confirm(client, page, change_kind="update", change_note="It is back.").status_code == 302
    told = Change.objects.filter(verb="changed").order_by("moment", "pk").values_list("kind", "note")
    assert set(told) == {("correction", "It showed somebody else."), ("update", "It is back.")}


def test_a_reporter_reads_the_form_and_changes_nothing(client, article, stage, bo):
    client.force_login(bo)
    page = client.get(form_of(stage)).content.decode()
    assert "Jo Farrow/Northlight/Meridian Images" in page
    assert 'href="/admin/articles/article/' in page
    for writing in ('name="alt"', "Kill this picture", "Replace the file", 'name="credits-0-line"'):
        assert writing not in page


def test_the_form_costs_the_same_however_often_the_picture_is_used(desk, article, stage, ana):
    counted = []
    for times in (1, 5):
        for _ in range(times):
            article.publish(ana, Kind.UPDATE)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(form_of(stage)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 45


def test_where_it_is_used_and_what_a_change_would_do(desk, article, stage, ana):
    article.publish(ana, Kind.UPDATE)
    article.publish(ana, Kind.UPDATE, at=timezone.now() + HOUR)
    page = desk.get(form_of(stage)).content.decode()
    assert "This changes 1 live article and 1 scheduled." in page
    assert '<a href="/culture/songwriters/">' in page
    data = typed(desk.get(form_of(stage)), caption="Another.")
    assert "change_kind" in errors_of(desk.post(form_of(stage), data))
    data |= {"change_kind": "correction", "change_note": "It was another stage."}
    assert not errors_of(desk.post(form_of(stage), data))
    assert Change.objects.get(verb="changed").note == "It was another stage."


def test_uses_betray_no_headline_to_who_may_not_see_the_article(client, article, stage, ana, cem):
    Article.objects.update(headline="Embargoed headline")
    article.refresh_from_db()
    article.publish(ana, Kind.UPDATE, at=timezone.now() + HOUR)
    client.force_login(cem)
    page = client.get(form_of(stage)).content.decode()
    assert "Embargoed" not in page
    assert "Scheduled" in page


def test_a_file_is_replaced_under_its_credit_and_uses(desk, polk, django_capture_on_commit_callbacks):
    polk.credits.create(line="Jo Farrow")
    before = polk.stem
    with django_capture_on_commit_callbacks(execute=True):
        data = typed(desk.get(form_of(polk)), upload=picture(size=(900, 600)))
        assert not errors_of(desk.post(form_of(polk), data))
    polk = Image.objects.get()
    assert (polk.width, polk.credit) == (900, "Jo Farrow")
    assert not default_storage.listdir(f"pictures/{before}")[1]
    assert Image.objects.at_stem(before) == polk


def test_the_publish_page_links_to_the_field_of_the_picture(desk, article, stage):
    stage.credits.all().delete()
    Image.objects.update(alt="")
    page = desk.get(url("publish", article)).content.decode()
    assert f"{form_of(stage)}#credits-group" in page
    # The article has an alternative text of its own for each place.
    assert f"{url('change', article)}#id_lead_alt" in page


def test_a_right_is_asked_for_the_chosen_time(desk, article, stage):
    stage.rights.create(kind="allow", until=timezone.now() + HOUR)
    assert f"{form_of(stage)}#rights-group" not in desk.get(url("publish", article)).content.decode()
    later = timezone.localtime(timezone.now() + 48 * HOUR)
    response = publish(desk, article, when="at", at=f"{later:%Y-%m-%dT%H:%M}")
    assert "cannot go out yet" in str(errors(response))
    assert f"{form_of(stage)}#rights-group" in response.content.decode()
    assert not article.editions.exists()


@pytest.fixture
def transactions(monkeypatch):
    """How deep in transactions the database was whenever files of pictures were stored: 0 is outside of any."""
    depths, save = [], default_storage.save

    def saved(name, content, max_length=None):
        depths.append(len(connection.savepoint_ids))
        return save(name, content, max_length)

    monkeypatch.setattr(default_storage, "save", saved)
    return depths


def test_files_are_made_before_the_transaction_that_saves_the_form(desk, polk, transactions):
    data = typed(desk.get(form_of(polk))) | {"credits-0-line": LINE, "credits-0-position": 0}
    assert not errors_of(desk.post(form_of(polk), data))
    assert not errors_of(desk.post(form_of(polk), typed(desk.get(form_of(polk)), upload=picture(size=(900, 600)))))
    add = reverse("admin:articles_image_add")
    assert not errors_of(desk.post(add, typed(desk.get(add), title="Stage", upload=picture(size=(300, 200)))))
    assert len(transactions) > 6
    assert set(transactions) == {0}
    assert all(image.recipe == image.files.fingerprint() for image in Image.objects.all())


def test_files_of_many_are_made_before_their_rows_are_locked(desk, polk, transactions):
    answers = {"action": "change_credit_and_rights", "_selected_action": [str(polk.pk)], "_apply": "1"}
    desk.post(reverse("admin:articles_image_changelist"), answers | {"index": "0", "credit_line": LINE})
    polk = Image.objects.get()
    assert read_metadata(polk.files.read(polk.sizes.small["name"])).credit_line == LINE
    assert set(transactions) == {0}


def test_a_correction_is_stored_even_where_its_files_cannot_be_made(desk, polk, caplog):
    default_storage.delete(polk.files.path_of(polk.original))
    data = typed(desk.get(form_of(polk))) | {"credits-0-line": LINE, "credits-0-position": 0}
    assert not errors_of(desk.post(form_of(polk), data))
    assert Image.objects.get().credit == LINE
    assert "could not be made" in caplog.text


def test_new_files_are_deleted_where_the_rows_cannot_be_saved(desk, polk, monkeypatch):
    data = typed(desk.get(form_of(polk))) | {"credits-0-line": LINE, "credits-0-position": 0}
    monkeypatch.setattr("articles.admin.facts.record", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.post(form_of(polk), data)
    image = Image.objects.get()
    assert image.credit == ""
    assert [stem for stem in folders_stored() if default_storage.listdir(f"pictures/{stem}")[1]] == [image.stem]


def test_the_files_of_a_record_that_changed_meanwhile_are_made_again(polk, django_capture_on_commit_callbacks):
    with polk.files.make() as new, django_capture_on_commit_callbacks(execute=True):
        polk.credits.create(line=LINE)
        polk.files.adopt(new)
    polk = Image.objects.get()
    assert read_metadata(polk.files.read(polk.sizes.small["name"])).credit_line == LINE


def test_a_file_that_is_here_already_is_refused_by_the_form_as_in_the_drop_zone(desk, polk):
    content, add = made.saved("PNG"), reverse("admin:articles_image_add")
    scripted(desk, SimpleUploadedFile("own.png", content, "image/png"))
    other = Image.objects.get(title="own")

    def sent_to(address, **changes):
        """The errors of a form with this file."""
        changes["upload"] = SimpleUploadedFile("again.png", content, "image/png")
        return str(errors_of(desk.post(address, typed(desk.get(address), **changes))))

    here = f'This file is already here: <a href="{form_of(other)}">own</a>'
    assert here in sent_to(add, title="Again")
    assert here in sent_to(form_of(polk))
    assert "already here" not in sent_to(form_of(other))
    assert Image.objects.count() == 2
    assert Image.objects.get(pk=polk.pk).sha256 == polk.sha256


@pytest.mark.parametrize("nothing", ["-", "\u200b", " – ", "...", "N/A", "(none)", "?"])
def test_marks_for_nothing_are_no_credit_and_no_alternative_text(desk, polk, nothing):
    posted = typed(desk.get(form_of(polk)), alt=nothing) | {"credits-TOTAL_FORMS": "1", "credits-0-line": nothing}
    desk.post(form_of(polk), posted)
    polk.refresh_from_db()
    assert (polk.credit, polk.alt) == ("", "")
    # Where an older record has such a mark, or a fixture brings one, the picture cannot be published with it.
    polk.credits.create(line=nothing) if nothing != "\u200b" else None
    Image.objects.update(alt=nothing)
    polk = Image.objects.get(pk=polk.pk)
    assert {"credits", "alt"} <= {part for part, _ in polk.faults(moment=timezone.now())}


def test_the_end_that_a_file_sets_is_offered_for_its_rights(desk):
    said = "<photoshop:Instructions>ONLY FOR 14 DAYS. No use after 31 December 2030</photoshop:Instructions>"
    scripted(desk, SimpleUploadedFile("short.jpg", made.jpeg(made.xmp_segment(made.packet(said))), "image/jpeg"))
    image = Image.objects.get()
    page = desk.get(form_of(image)).content.decode()
    for words, until in (
        ("ONLY FOR 14 DAYS", timezone.localtime(image.added + 14 * 24 * HOUR).strftime("%Y-%m-%dT%H:%M:%S")),
        ("No use after 31 December 2030", "2031-01-01T00:00:00"),
    ):
        assert f"<q>{words}</q>" in page
        assert f'data-value="{until}"' in page
    assert "ONLY FOR 14 DAYS" in page[page.index("The file names a restriction") :]
    assert not image.rights.exists()
    image.rights.create(until=image.added + 14 * 24 * HOUR)
    assert "<q>ONLY FOR 14 DAYS</q>: its use ends" not in desk.get(form_of(image)).content.decode()


def test_the_place_in_the_file_is_offered(desk):
    city = made.packet(attributes='photoshop:City="Lyon" photoshop:Country="France"')
    scripted(desk, SimpleUploadedFile("lyon.jpg", made.jpeg(made.xmp_segment(city)), "image/jpeg"))
    image = Image.objects.get()
    assert 'data-for="place"' in desk.get(form_of(image)).content.decode()
    assert 'data-value="Lyon, France"' in desk.get(form_of(image)).content.decode()
    assert image.place == ""
