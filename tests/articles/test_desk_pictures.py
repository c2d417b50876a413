"""The picture desk: a grid that is found by words and lists, uploads, many at once, and doubles."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pixels

from articles.admin.images.list import PicturePaginator
from articles.models import Change, FactVersion, Image, ImageWord, Kind, record
from tests.articles import picture_files as made
from tests.articles.test_desk_facts import picture
from tests.forms import errors_of, typed
from tests.media_storage import files_stored, limit_space

DESK = reverse("admin:articles_image_changelist")
UPLOAD = reverse("admin:articles_image_upload")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def photo_desk(client, cem):
    """Cem, the photo editor, logged in."""
    client.force_login(cem)
    return client


def shown(response):
    """Return the titles on a page of the grid."""
    return [image.title for image in response.context["cl"].result_list]


def upload(client, *files, **headers):
    """Send files to the picture desk; with `accept`, as the desk's script does."""
    return client.post(UPLOAD, {"files": list(files)}, **headers)


def scripted(client, *files):
    """Send files as the script does and return its answers."""
    return upload(client, *files, headers={"accept": "application/json"}).json()["files"]


def test_the_grid_says_in_words_what_is_wrong_or_special(photo_desk, article, stage, cem):
    bare = Image.objects.create(title="Bare", source_type="trainedAlgorithmicMedia", placeholder=True)
    lapsing = Image.objects.create(title="Lapsing", alt="A hall")
    lapsing.rights.create(kind="allow", until=timezone.now() + 2 * DAY)
    Image.objects.create(title="Gone").kill(cem, "Killed.")
    for image in (bare, lapsing):
        record(image, cem)
    response = photo_desk.get(DESK)
    badges = {image.title: [badge.label for badge in image.badges] for image in response.context["cl"].result_list}
    assert badges["The stage"] == []
    assert badges["Bare"] == ["no credit", "no alternative text", "made with AI", "placeholder", "unused"]
    assert badges["Lapsing"][0].startswith("right ends ")
    assert badges["Gone"][0] == "killed"
    assert "Jo Farrow/Northlight/Meridian Images" in response.content.decode()
    for state, titles in {
        "dark-soon": {"Lapsing"},
        "unusable": {"Gone"},
        "no-credit": {"Bare", "Lapsing", "Gone"},
        "no-alt": {"Bare", "Gone"},
        "unused": {"Bare", "Lapsing", "Gone"},
        "killed": {"Gone"},
        "machine": {"Bare"},
        "placeholder": {"Bare"},
    }.items():
        assert set(shown(photo_desk.get(DESK, {"state": state}))) == titles, state
    sooner = Image.objects.create(title="Sooner")
    sooner.rights.create(kind="deny", begins=timezone.now() + DAY)
    assert shown(photo_desk.get(DESK, {"state": "dark-soon"})) == ["Sooner", "Lapsing"]
    assert photo_desk.get(DESK, {"state": "nonsense"}).status_code == 302
    assert bare.is_public() is False


@pytest.mark.parametrize("words", ["farrow", "meridian", "prize", "STAGE north"])
def test_a_picture_is_found_by_credit_caption_and_agency(photo_desk, stage, words):
    Image.objects.create(title="Another")
    assert shown(photo_desk.get(DESK, {"q": words})) == ["The stage"]
    assert shown(photo_desk.get(DESK, {"q": words + " zebra"})) == []


def many(number):
    """Make images with words, credits and rights."""
    images = Image.objects.bulk_create([Image(title=f"Picture {i}", alt="x") for i in range(number)])
    credit, right = Image.credits.rel.related_model, Image.rights.rel.related_model
    credit.objects.bulk_create([credit(image=image, line=f"Jo Farrow/Agency {i}") for i, image in enumerate(images)])
    right.objects.bulk_create([right(image=image, kind="allow") for image in images])
    ImageWord.objects.bulk_create([ImageWord(image=image, word="farrow") for image in images])


@pytest.mark.parametrize("question", [{}, {"q": "farr"}, {"state": "unused"}, {"state": "dark-soon"}])
def test_the_grid_costs_the_same_with_ten_and_with_a_thousand(photo_desk, question, django_assert_max_num_queries):
    counted = []
    for number in (60, 1000):
        many(number)
        with django_assert_max_num_queries(13) as queries:
            assert photo_desk.get(DESK, question).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_files_are_taken_one_by_one_and_each_is_answered_for(photo_desk, cem):
    wrong = SimpleUploadedFile("notes.jpg", b"no picture", "image/jpeg")
    first, second = scripted(photo_desk, picture("Harbour_light.jpg"), wrong)
    image = Image.objects.get()
    assert (first["state"], image.title) == ("new", "Harbour light")
    assert first["url"] == reverse("admin:articles_image_change", args=[image.pk])
    assert (second["state"], "picture cannot be read" in second["reason"]) == ("refused", True)
    assert FactVersion.objects.get(fact=image.pk).by == cem
    [again] = scripted(photo_desk, picture("again.jpg"))
    assert (again["state"], again["url"]) == ("duplicate", first["url"])
    assert Image.objects.count() == 1


@pytest.mark.parametrize("space", [0, 1_000, 12_000])
def test_a_full_disk_keeps_nothing_of_what_was_dropped(photo_desk, settings, space):
    limit_space(settings, space)
    [answer] = scripted(photo_desk, picture("Harbour_light.jpg"))
    assert (answer["state"], "nothing of it was kept" in answer["reason"]) == ("refused", True)
    assert not Image.objects.exists()
    assert not files_stored()


def test_a_failure_of_ours_is_never_said_to_be_the_files(photo_desk, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("Box can't exceed original image size")

    monkeypatch.setattr(Pixels.Image, "resize", broken)
    [answer] = scripted(photo_desk, picture("Harbour_light.jpg"))
    add = reverse("admin:articles_image_add")
    errors = errors_of(photo_desk.post(add, typed(photo_desk.get(add), title="Stage", upload=picture())))
    for message in (answer["reason"], errors["upload"][0]):
        assert "The file is not the reason" in message
    assert not Image.objects.exists()


def test_without_scripts_the_desk_answers_with_messages(photo_desk):
    response = upload(photo_desk, picture("one.jpg"), picture("two.jpg", (300, 200)), picture("three.jpg"))
    page = photo_desk.get(response["Location"]).content.decode()
    assert Image.objects.count() == 2
    assert "Uploaded one.jpg." in page
    assert "Already here: three.jpg is" in page
    assert "Choose one or more files first" in photo_desk.post(UPLOAD, follow=True).content.decode()


def test_an_upload_takes_the_permission(client, bo):
    client.force_login(bo)
    assert upload(client, picture()).status_code == 403
    assert "data-upload" not in client.get(DESK).content.decode()
    assert not Image.objects.exists()


def chosen(images, **answers):
    """Return what the page for many images sends."""
    return {
        "action": "change_credit_and_rights",
        "index": "0",
        "_selected_action": [str(i.pk) for i in images],
    } | answers


def test_credit_and_rights_of_many_are_changed_on_a_page(photo_desk, cem):
    images = [Image.objects.create(title=f"Picture {i}") for i in range(3)]
    page = photo_desk.post(DESK, chosen(images[:2])).content.decode()
    assert "Change 2 pictures" in page
    assert "change_kind" not in page
    nothing = photo_desk.post(DESK, chosen(images[:2], _apply="1"))
    assert "Nothing would change" in nothing.content.decode()
    answers = {"_apply": "1", "credit_line": " Jo Farrow /  Meridian ", "right": "deny", "words": "Not in Finland"}
    assert photo_desk.post(DESK, chosen(images[:2], **answers)).status_code == 302
    assert [image.credit for image in images] == ["Jo Farrow / Meridian", "Jo Farrow / Meridian", ""]
    assert {(r.kind, r.by, r.words) for r in images[0].rights.all()} == {("deny", cem, "Not in Finland")}
    assert "Meridian" in FactVersion.objects.get(fact=images[0].pk).content


def test_many_of_which_one_is_public_are_answered_for(client, photo_desk, article, stage, ana, cem):
    article.publish(ana, Kind.UPDATE)
    Group.objects.get(name="photo editor").permissions.remove(Permission.objects.get(codename="correct_image"))
    refused = photo_desk.post(DESK, chosen([stage], _apply="1", credit_line="Mine"), follow=True)
    assert "You need the right to correct public images" in refused.content.decode()
    client.force_login(ana)
    page = client.post(DESK, chosen([stage])).content.decode()
    assert "This changes 1 live article." in page
    assert reverse("admin:articles_image_thumbnail", args=[stage.pk]) in page
    unanswered = client.post(DESK, chosen([stage], _apply="1", credit_line="Jo Farrow/AP"))
    assert unanswered.status_code == 200
    answers = {"credit_line": "Jo Farrow/AP", "change_kind": "correction", "change_note": "The agency was wrong."}
    assert client.post(DESK, chosen([stage], _apply="1", **answers)).status_code == 302
    assert Change.objects.get(verb="changed").note == "The agency was wrong."
    assert "Jo Farrow/AP" in client.get("/culture/songwriters/").content.decode()


def test_a_photo_editor_corrects_many_of_which_one_is_public(photo_desk, article, stage, ana):
    article.publish(ana, Kind.UPDATE)
    answers = {"_apply": "1", "copyright_notice": "© Meridian", "change_kind": "minor"}
    assert photo_desk.post(DESK, chosen([stage], **answers)).status_code == 302
    assert Image.objects.get().copyright_notice == "© Meridian"


def test_no_confirmed_part_is_dropped_unsaid(photo_desk, stage):
    other = Image.objects.create(title="Another")
    other.credits.create(line="Kim Farrow/AP", creator="Kim Farrow", agency="AP")
    answers = {"_apply": "1", "credit_line": "Jo Farrow/AP"}
    asked = photo_desk.post(DESK, chosen([stage, other], **answers))
    said = "1 confirmed part is not in this line and would be dropped: creator “Kim Farrow” (1)."
    assert said in asked.text
    assert other.credits.get().creator == "Kim Farrow"
    stale = photo_desk.post(DESK, chosen([stage, other], **answers | {"credit_line": "Meridian", "drop": said}))
    assert "3 confirmed parts are not in this line" in stale.text
    assert photo_desk.post(DESK, chosen([stage, other], **answers, drop=said)).status_code == 302
    parts = [(c.line, c.creator, c.agency) for image in (stage, other) for c in image.credits.all()]
    assert parts == [("Jo Farrow/AP", "Jo Farrow", ""), ("Jo Farrow/AP", "", "AP")]


def test_a_name_inside_another_name_confirms_nothing(photo_desk, stage):
    asked = photo_desk.post(DESK, chosen([stage], _apply="1", credit_line="Jo Farrowson/AP"))
    assert "would be dropped: creator “Jo Farrow” (1)." in asked.text
    assert stage.credits.get().line == "Jo Farrow/Northlight/Meridian Images"


def test_merging_asks_what_readers_are_told_where_they_see_one_of_the_two(desk, article, stage, ana):
    double = Image.objects.create(title="Stage again")
    article.publish(ana, Kind.UPDATE)
    page = reverse("admin:articles_image_merge", args=[stage.pk]) + f"?other={double.pk}"
    assert "Say what kind of change this is" in desk.post(page, {"keep": str(double.pk)}).text
    answers = {"keep": str(double.pk), "change_kind": "correction", "change_note": "It was kept twice."}
    assert desk.post(page, answers).status_code == 302
    assert {line.note for line in Change.objects.filter(verb="changed")} == {"It was kept twice."}


def test_a_photo_editor_is_offered_no_merging(photo_desk, stage):
    double = Image.objects.create(title="Stage again")
    assert "merge_chosen" not in photo_desk.get(DESK).text
    page = reverse("admin:articles_image_merge", args=[stage.pk]) + f"?other={double.pk}"
    assert photo_desk.post(page, {"keep": str(double.pk)}).status_code == 403


def test_a_reporter_is_offered_no_change_of_many(client, bo, stage):
    client.force_login(bo)
    client.post(DESK, chosen([stage], _apply="1", credit_line="Mine"))
    assert stage.credit == "Jo Farrow/Northlight/Meridian Images"


def test_doubles_are_merged_side_by_side(desk, article, stage):
    double = Image.objects.create(title="Stage again")
    record(double)
    response = desk.post(DESK, chosen([stage, double], action="merge_chosen"))
    page = desk.get(response["Location"]).content.decode()
    assert "<strong>The stage</strong>" in page
    assert "<strong>Stage again</strong>" in page
    assert reverse("admin:articles_image_thumbnail", args=[stage.pk]) in page
    assert "Choose which of the two is kept" in desk.post(response["Location"], {"agreed": "yes"}).content.decode()
    desk.post(response["Location"], {"keep": str(double.pk)})
    article.refresh_from_db()
    assert article.lead_image == double
    assert shown(desk.get(DESK)) == ["Stage again"]
    alone = desk.post(DESK, chosen([double], action="merge_chosen"), follow=True)
    assert "Tick the two" in alone.content.decode()


def test_the_chooser_answers_with_thumbnails_and_credits(client, bo, stage):
    client.force_login(bo)
    Image.objects.create(title="Farrow, erased", erased_at=timezone.now()).update_search_index()
    question = {"app_label": "articles", "model_name": "figure", "field_name": "image", "term": "farrow"}
    [found] = client.get(reverse("admin:articles_image_choose"), question).json()["results"]
    assert found["credit"] == "Jo Farrow/Northlight/Meridian Images"
    assert found["thumbnail"] == reverse("admin:articles_image_thumbnail", args=[stage.pk])


def test_an_agency_is_written_one_spelling_to_a_line(photo_desk):
    add = reverse("admin:articles_agency_add")
    data = typed(photo_desk.get(add), name="Meridian Images", aliases="Meridian\n\n MI  Photo \nMeridian")
    assert not errors_of(photo_desk.post(add, data))
    answer = photo_desk.get(reverse("admin:articles_image_credit"), {"line": "Jo Farrow/MI Photo"}).json()
    assert {"column": "agency", "label": "agency", "value": "Meridian Images"} in answer["parts"]


def test_a_file_with_xmp_is_read_on_upload(photo_desk):
    content = made.jpeg(made.xmp_segment(made.packet("<photoshop:Credit>WireImage</photoshop:Credit>")))
    scripted(photo_desk, SimpleUploadedFile("polk.jpg", content, "image/jpeg"))
    image = Image.objects.get()
    assert (image.latest_reading.found["credit_line"], image.credit) == ("WireImage", "")


def test_a_list_is_counted_no_further_than_it_is_leafed_through(client, ana, monkeypatch):
    monkeypatch.setattr(PicturePaginator, "most", 3)
    Image.objects.bulk_create([Image(title=f"Picture {number}") for number in range(5)])
    for image in Image.objects.all():
        image.update_search_index()
    client.force_login(ana)
    page = client.get(reverse("admin:articles_image_changelist"), {"q": "picture"})
    assert page.context["cl"].result_count == 3
    assert "3 or more found" in page.text
