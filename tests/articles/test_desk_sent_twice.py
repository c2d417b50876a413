"""Forms that are sent twice make one row, and a refused form of a picture keeps its file."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.admin.topics import TopicAdmin
from articles.models import Article, FactVersion, Image, Source, Topic
from tests.articles.test_desk_facts import form_of, new, picture
from tests.forms import errors_of, typed
from tests.publishing_forms import hidden
from timeline.models import Event

pytestmark = pytest.mark.django_db


def filled(client, model, **changes):
    """Return what a browser sends of a new row's form, with its key."""
    page = client.get(new(model))
    return typed(page, _form=hidden(page.content.decode(), "_form"), **changes)


@pytest.mark.parametrize(
    "model, columns",
    [
        (Topic, {"name": "Ida Holm"}),
        (Source, {"title": "The Harbour"}),
        (Article, {"headline": "Under way"}),
        (Event, {"title": "They meet", "date": "2004"}),
    ],
)
def test_a_double_click_makes_one_row(desk, model, columns):
    data = filled(desk, model, **columns)
    first, second = (desk.post(new(model), data) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert model.objects.count() == 1


def test_two_forms_and_a_form_that_was_changed_make_rows_of_their_own(desk):
    data = filled(desk, Topic, name="Ida Holm")
    desk.post(new(Topic), data)
    desk.post(new(Topic), data | {"name": "Nils Berg"})
    assert "There is already" in str(errors_of(desk.post(new(Topic), filled(desk, Topic, name="Ida Holm"))))
    desk.post(new(Source), filled(desk, Source, title="The Harbour", publisher="One"))
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Ida Holm", "Nils Berg"]


def test_a_form_that_comes_back_with_errors_is_still_the_same_form(desk):
    data = filled(desk, Event, title="They meet", date="8/4/2022")
    response = desk.post(new(Event), data)
    assert hidden(response.content.decode(), "_form") == data["_form"]


def test_the_second_of_two_at_once_finds_the_row_of_the_first(desk, monkeypatch):
    data, answers = filled(desk, Topic, name="Ida Holm"), []
    before = TopicAdmin.get_form

    def get_form(admin, request, *args, **kwargs):
        if not answers:
            answers.append(None)
            other = Client()
            other.force_login(request.user)
            answers.append(other.post(new(Topic), data))
        return before(admin, request, *args, **kwargs)

    monkeypatch.setattr(TopicAdmin, "get_form", get_form)
    second = desk.post(new(Topic), data)
    assert (second.status_code, answers[1].status_code) == (302, 302)
    assert Topic.objects.count() == FactVersion.objects.count() == 1


@pytest.fixture
def refused(desk):
    """The form of a new picture as it came back: its date cannot be read."""
    data = filled(desk, Image, title="The stage", alt="A stage", date="8/4/2022", upload=picture())
    response = desk.post(new(Image), data)
    assert "date" in errors_of(response)
    return response


def test_a_form_with_one_wrong_field_keeps_its_picture(desk, refused):
    page = refused.content.decode()
    assert "The file stage.jpg is kept." in page
    data = typed(refused, date="4 August 2022", kept_upload=hidden(page, "kept_upload"), **{"credits-0-line": "Jo"})
    assert not errors_of(desk.post(new(Image), data))
    image = Image.objects.get()
    assert (image.width, image.height, image.credit) == (700, 500, "Jo")
    assert image.renditions
    assert default_storage.listdir("kept") == ([], [])


def test_a_file_is_kept_through_several_tries_and_another_one_replaces_it(desk, refused):
    key = hidden(refused.content.decode(), "kept_upload")
    again = desk.post(new(Image), typed(refused, date="Q3 2020", kept_upload=key))
    key = hidden(again.content.decode(), "kept_upload")
    assert key
    assert len(default_storage.listdir("kept")[1]) == 1
    other = picture("other.jpg", (640, 480))
    assert not errors_of(desk.post(new(Image), typed(again, date="2020", kept_upload=key, upload=other)))
    assert Image.objects.get().width == 640


def test_a_kept_file_is_for_who_sent_it_and_for_a_day(clock, desk, refused, dora):
    key = hidden(refused.content.decode(), "kept_upload")
    other = Client()
    other.force_login(dora)
    data = typed(refused, date="2020", kept_upload=key)
    assert "upload" in errors_of(other.post(new(Image), data))
    clock.shift(datetime.timedelta(days=2))
    assert "upload" in errors_of(desk.post(new(Image), data))
    assert "upload" in errors_of(desk.post(new(Image), data | {"kept_upload": "forged"}))


def test_a_file_that_is_no_picture_is_not_kept(desk):
    damaged = SimpleUploadedFile("stage.jpg", b"no picture", "image/jpeg")
    response = desk.post(new(Image), filled(desk, Image, title="The stage", upload=damaged))
    assert errors_of(response)["upload"]
    assert hidden(response.content.decode(), "kept_upload") is None


def test_a_new_file_of_a_known_picture_is_kept_too(desk, stage):
    page = desk.get(form_of(stage))
    response = desk.post(form_of(stage), typed(page, date="8/4/2022", upload=picture()))
    key = hidden(response.content.decode(), "kept_upload")
    assert not errors_of(desk.post(form_of(stage), typed(response, date="2022", kept_upload=key)))
    stage.refresh_from_db()
    assert stage.width == 700
