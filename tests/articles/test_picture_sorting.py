"""How the picture desk finds pictures: keywords, collections, and filters by agency, date taken and uploader."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.images import read_metadata
from articles.models import Agency, Change, Collection, Image, Kind, erase, record
from tests.articles import picture_files as made
from tests.articles.test_desk_pictures import DESK, chosen, photo_desk, scripted, shown  # noqa: F401
from tests.forms import errors_of, typed

KEYWORDS = "<dc:subject><rdf:Bag><rdf:li>harbour at night</rdf:li><rdf:li>Boats</rdf:li></rdf:Bag></dc:subject>"
SORT = "change_keywords_and_collections"


def upload(client, content, name="Quay.jpg"):
    """Upload a picture as the picture desk does; return it."""
    [answer] = scripted(client, SimpleUploadedFile(name, content, "image/jpeg"))
    assert answer["state"] == "new"
    return Image.objects.newest()[0]


def sort(client, images, **answers):
    """Answer the page that sorts pictures."""
    return client.post(DESK, chosen(images, action=SORT, _apply="1", **answers))


def form_of(image):
    """Return the address of the form of an image."""
    return reverse("admin:articles_image_change", args=[image.pk])


BLOCKS = {
    "XMP": made.xmp_segment(made.packet(KEYWORDS)),
    "IIM": made.iim_segment(keywords=[b"harbour at night", b"Boats"]),
}


@pytest.mark.parametrize("block", BLOCKS)
def test_keywords_of_a_file_are_read(block):
    assert read_metadata(made.jpeg(BLOCKS[block])).keywords == ["harbour at night", "Boats"]


def test_a_new_picture_has_the_keywords_of_its_file_and_is_found_by_them(photo_desk):  # noqa: F811
    upload(photo_desk, made.jpeg(made.xmp_segment(made.packet(KEYWORDS))))
    Image.objects.create(title="Another", alt="Boats").update_search_index()
    assert set(shown(photo_desk.get(DESK, {"q": "boat"}))) == {"Quay", "Another"}
    assert shown(photo_desk.get(DESK, {"q": "nigh harb"})) == ["Quay"]
    assert shown(photo_desk.get(DESK, {"keyword": "BOATS"})) == ["Quay"]
    assert shown(photo_desk.get(DESK, {"keyword": "Harbour  at night"})) == ["Quay"]
    assert shown(photo_desk.get(DESK, {"keyword": "harbour"})) == []


def test_keywords_are_written_on_the_form_each_once(photo_desk):  # noqa: F811
    image = upload(photo_desk, made.jpeg())
    data = typed(photo_desk.get(form_of(image)), keywords="Quay, quay ,\n Évora,, boats at sea")
    assert not errors_of(photo_desk.post(form_of(image), data))
    image.refresh_from_db()
    assert image.keywords == ["Quay", "Évora", "boats at sea"]
    assert "Quay, Évora, boats at sea" in photo_desk.get(form_of(image)).text
    assert shown(photo_desk.get(DESK, {"keyword": "evora"})) == ["Quay"]


def test_a_list_of_keywords_is_checked():
    from django.core.exceptions import ValidationError

    field = Image._meta.get_field("keywords")
    field.run_validators(["Quay", "boats at sea"])
    for wrong in ("Quay", ["Quay", "quay"], [" Quay"], [""], [7], ["x" * 201], [f"k{n}" for n in range(101)]):
        with pytest.raises(ValidationError):
            field.run_validators(wrong)


def test_many_are_given_keywords_and_lose_others(photo_desk, cem):  # noqa: F811
    images = [Image.objects.create(title=f"Picture {n}", keywords=["old", "Quay"]) for n in range(3)]
    assert "Nothing would change" in sort(photo_desk, images).text
    assert sort(photo_desk, images[:2], add_keywords="boats, QUAY", remove_keywords="Old").status_code == 302
    assert [Image.objects.get(pk=image.pk).keywords for image in images] == [["Quay", "boats"]] * 2 + [["old", "Quay"]]
    assert set(shown(photo_desk.get(DESK, {"keyword": "boats"}))) == {"Picture 0", "Picture 1"}


def test_readers_are_told_nothing_of_keywords(client, article, stage, ana, cem):
    article.publish(ana, Kind.UPDATE)
    client.force_login(cem)
    assert sort(client, [stage], add_keywords="a secret word").status_code == 302
    stage.refresh_from_db()
    assert stage.keywords == ["a secret word"]
    assert not Change.objects.filter(verb="changed").exists()
    client.logout()
    for address in ("/culture/songwriters/", "/credits/"):
        assert "secret" not in client.get(address).text


def test_collections_are_made_filled_filtered_and_left_on_the_picture_desk(photo_desk):  # noqa: F811
    images = [Image.objects.create(title=f"Picture {n}") for n in range(3)]
    assert sort(photo_desk, images[:2], new_collection=" Harbour  story ").status_code == 302
    story = Collection.objects.get(name="Harbour story")
    question = {"collection": str(story.pk)}
    assert set(shown(photo_desk.get(DESK, question))) == {"Picture 0", "Picture 1"}
    assert "There is a collection of this name" in sort(photo_desk, images, new_collection="Harbour story").text
    assert sort(photo_desk, images[1:], collection=str(story.pk)).status_code == 302
    assert len(shown(photo_desk.get(DESK, question))) == 3
    assert sort(photo_desk, images[:2], leave_collection=str(story.pk)).status_code == 302
    assert shown(photo_desk.get(DESK, question)) == ["Picture 2"]
    listed = photo_desk.get(reverse("admin:articles_collection_changelist")).text
    assert f"?collection={story.pk}" in listed
    assert "1 picture<" in listed


def test_a_merged_picture_leaves_its_keywords_and_collections_to_the_survivor(ana):
    story, season = (Collection.objects.create(name=name) for name in ("Story", "Season"))
    one, other = (Image.objects.create(title=title, keywords=[title, "Quay"]) for title in ("One", "Other"))
    story.add([one.pk, other.pk])
    season.add([one.pk])
    record(one)
    survivor = one.merge_into(other, ana)
    assert survivor.keywords == ["Other", "Quay", "One"]
    assert {row.collection for row in survivor.collected.all()} == {story, season}
    assert not one.collected.exists()
    assert list(Image.objects.with_keyword("one")) == [survivor]


def test_nothing_is_left_of_the_keywords_of_an_erased_picture(stage, dora):
    stage.keywords = ["a name"]
    stage.save()
    Collection.objects.create(name="Story").add([stage.pk])
    record(stage)
    erase(stage, dora, "A court said so.")
    stage.refresh_from_db()
    assert (stage.keywords, stage.collected.exists()) == ([], False)
    assert not Image.objects.with_keyword("a name").exists()


def test_a_collection_does_not_make_a_picture_used(stage):
    bare = Image.objects.create(title="Bare")
    Collection.objects.create(name="Story").add([bare.pk])
    assert bare in Image.objects.unused()


@pytest.fixture
def dated(db):
    """Pictures with credits and the times at which they were taken."""
    Agency.objects.get_or_create(name="Meridian Images", defaults={"aliases": ["MI Photo"]})
    rows = {
        "line": ("Jo Farrow/MI Photo", "", "12 May 2018"),
        "confirmed": ("Jo Farrow for Meridian", "Meridian Images", "2019"),
        "alone": ("meridian images", "", "about 2020"),
        "within": ("Jo Farrow/Meridian Images Archive", "", "before 1890"),
        "none": ("Jo Farrow", "", None),
    }
    for title, (line, agency, date) in rows.items():
        image = Image.objects.create(title=title, date=date)
        image.credits.create(line=line, agency=agency)
        image.update_search_index()


QUESTIONS = [
    ({"agency": "Meridian Images"}, {"line", "confirmed", "alone"}),
    ({"agency": "mi photo"}, {"line", "confirmed", "alone"}),
    ({"agency": "Unheard Of"}, set()),
    ({"taken_from": "2019"}, {"confirmed", "alone"}),
    ({"taken_until": "June 2018"}, {"line", "within"}),
    ({"taken_from": "2018", "taken_until": "2018"}, {"line"}),
    ({"taken_from": "May 2019", "taken_until": "May 2019"}, {"confirmed"}),
    ({"agency": "Meridian Images", "taken_from": "2019"}, {"confirmed", "alone"}),
    ({"state": "no-alt", "taken_until": "1900"}, {"within"}),
    ({"uploader": "cem"}, set()),
]


@pytest.mark.parametrize("question, titles", QUESTIONS)
def test_the_desk_lists_the_pictures_of_an_agency_a_time_and_a_person(photo_desk, dated, cem, question, titles):  # noqa: F811
    question = {name: str(cem.pk) if value == "cem" else value for name, value in question.items()}
    assert set(shown(photo_desk.get(DESK, question))) == titles


def test_the_uploader_is_who_made_the_first_version(photo_desk, cem, ana):  # noqa: F811
    image = upload(photo_desk, made.jpeg())
    image.title = "Renamed"
    image.save()
    record(image, ana)
    assert shown(photo_desk.get(DESK, {"uploader": str(cem.pk)})) == ["Renamed"]
    assert shown(photo_desk.get(DESK, {"uploader": str(ana.pk)})) == []


def test_an_answer_that_cannot_be_read_says_so_beside_its_field_and_lists_nothing(photo_desk, dated):  # noqa: F811
    response = photo_desk.get(DESK, {"taken_from": "8/4/2022", "uploader": "nobody"})
    assert shown(response) == []
    assert set(response.context["cl"].filters.errors) == {"taken_from", "uploader"}
    assert 'value="8/4/2022"' in response.text


def test_a_search_keeps_the_filters_and_a_list_keeps_both(photo_desk, dated):  # noqa: F811
    response = photo_desk.get(DESK, {"agency": "MI Photo", "q": "zebra", "state": "no-alt"})
    assert 'name="agency" value="MI Photo"' in response.text
    assert '<input type="hidden" name="state" value="no-alt">' in response.text
    urls = [url for url, _label, _is_current in response.context["cl"].lists]
    assert all("agency=MI+Photo" in url and "q=zebra" in url for url in urls)
    assert response.context["cl"].without_search == "?state=no-alt"


@pytest.mark.parametrize("is_shared", [True, False])
def test_a_reporter_sees_the_names_of_collections_only_where_facts_are_shared(client, bo, settings, is_shared):
    settings.SHARED_FACTS = is_shared
    story = Collection.objects.create(name="A secret story")
    client.force_login(bo)
    assert ("A secret story" in client.get(DESK, {"collection": str(story.pk)}).text) == is_shared
    listed = client.get(reverse("admin:articles_collection_changelist"))
    assert listed.status_code == (200 if is_shared else 403)


def test_a_reporter_sorts_nothing(client, bo, stage):
    client.force_login(bo)
    sort(client, [stage], add_keywords="mine")
    stage.refresh_from_db()
    assert stage.keywords == []
