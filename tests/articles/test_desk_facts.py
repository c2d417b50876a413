"""Facts at the desk: recorded at every save, answered for where readers see them, pictures through the safe chain."""

import datetime
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pixels

from articles.models import (
    Agency,
    Article,
    Author,
    Change,
    Collection,
    FactVersion,
    Generation,
    Image,
    Kind,
    Source,
    Text,
    Topic,
    record,
)
from tests.forms import added, errors_of, typed
from tests.media_storage import files_stored, folders_stored, limit_space
from tests.pages import Page


def form_of(fact, what="change"):
    """Return the address of a fact's form, or of what else is done with it."""
    return reverse(f"admin:{fact._meta.app_label}_{fact._meta.model_name}_{what}", args=[fact.pk])


def new(model):
    """Return the address of the form for a new fact."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def picture(name="stage.jpg", size=(700, 500)):
    """Return an upload of a plain picture."""
    content = io.BytesIO()
    Pixels.new("RGB", size, "navy").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


@pytest.fixture
def live(article, ana):
    """The article, live: its facts are public."""
    article.publish(ana, Kind.UPDATE)
    return article


def test_a_new_topic_is_recorded_with_who_made_it(desk, ana):
    data = typed(desk.get(new(Topic)), name="Ida Holm", slug="ida-holm")
    assert not errors_of(desk.post(new(Topic), data))
    version = FactVersion.objects.get(fact=Topic.objects.get().pk)
    assert (version.by, "Ida Holm" in version.content) == (ana, True)


def test_the_parts_stand_when_the_whole_is_recorded(desk, stage):
    data = added(typed(desk.get(form_of(stage))), "credits", line="Second/Agency", position=1)
    assert not errors_of(desk.post(form_of(stage), data))
    assert "Second/Agency" in FactVersion.objects.filter(fact=stage.pk).first().content


def test_a_save_without_a_change_is_not_recorded(desk, stage):
    assert not errors_of(desk.post(form_of(stage), typed(desk.get(form_of(stage)))))
    assert FactVersion.objects.filter(fact=stage.pk).count() == 1


def test_a_change_of_what_readers_see_is_answered_for(desk, live, stage):
    page = desk.get(form_of(stage))
    assert "It is shown in 1 live article:" in page.content.decode()
    assert live.headline in page.content.decode()
    data = typed(page, caption="Another caption.")
    assert "change_kind" not in data, "no answer is chosen beforehand"
    assert "change_kind" in errors_of(desk.post(form_of(stage), data))
    data |= {"change_kind": Kind.CORRECTION}
    assert "change_note" in errors_of(desk.post(form_of(stage), data))
    assert not errors_of(desk.post(form_of(stage), data | {"change_note": "It is the other stage."}))
    change = Change.objects.get(fact=stage.pk)
    assert (change.kind, change.note, change.article) == (Kind.CORRECTION, "It is the other stage.", live)


def test_what_many_articles_show_names_the_newest_and_leads_to_all(desk, live, stage, culture, ana, monkeypatch):
    monkeypatch.setattr("articles.admin.facts.MOST_LISTED", 1)
    other = Article.objects.create(headline="Another story", section=culture, slug="another", lead_image=stage)
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    other.publish(ana, "update")
    page = desk.get(form_of(stage))
    assert "It is shown in more than 1 live articles, such as:" in page.content.decode()
    [all_uses] = [a["href"] for a in Page(page).all("a") if a.text == "All that mention it"]
    uses = Page(desk.get(all_uses))
    assert [a["href"] for a in uses.all("a") if a.text in (live.headline, other.headline)] == [
        "/culture/another/",
        "/culture/songwriters/",
    ]


def test_the_list_of_uses_betrays_no_headline_to_who_may_not_see_the_article(client, live, stage, ana, cem):
    live.headline = "Under embargo"
    live.save()
    live.publish(ana, "update", at=timezone.now() + datetime.timedelta(days=1))
    client.force_login(cem)
    uses = f"/admin/articles/image/{stage.pk}/uses/"
    assert "How the songwriters" in client.get(uses).content.decode()
    assert "Under embargo" not in client.get(uses).content.decode()
    assert client.get(f"{uses}?before=nonsense").status_code == 404
    client.force_login(ana)
    assert "Under embargo" in client.get(uses).content.decode()


def test_what_readers_do_not_see_is_changed_without_questions(desk, article, stage):
    assert "change_kind" not in typed(desk.get(form_of(stage))) | {}
    assert "Readers see this" not in desk.get(form_of(stage)).content.decode()


def test_the_public_picture_is_only_read_by_those_who_cannot_publish(client, cem, live, stage):
    Group.objects.get(name="photo editor").permissions.remove(Permission.objects.get(codename="correct_image"))
    client.force_login(cem)
    page = client.get(form_of(stage))
    assert "it takes the right to publish to change it" in page.content.decode()
    assert 'name="caption"' not in page.content.decode()
    assert client.post(form_of(stage), {"title": "Mine", "caption": "Mine"}).status_code == 403
    private = Image.objects.create(title="Not public")
    assert 'name="caption"' in client.get(form_of(private)).content.decode()


def test_releasing_a_fact_takes_the_right_to_publish(client, cem, stage):
    client.force_login(cem)
    assert "released_from" not in client.get(form_of(stage)).content.decode()


@pytest.mark.parametrize("model", [Agency, Collection])
def test_a_name_that_another_one_has_is_told_in_words(desk, model):
    model.objects.create(name="Northlight")
    response = desk.post(new(model), typed(desk.get(new(model)), name="Northlight"))
    assert errors_of(response)["name"] == ["There is one of this name already."]


def test_a_slug_that_another_one_has_is_told_in_words(desk, mara):
    data = typed(desk.get(new(Topic)), name="Another", slug=mara.slug)
    assert errors_of(desk.post(new(Topic), data))["slug"] == [
        "This slug is taken. Choose another one, or leave the field empty."
    ]


def test_the_slug_of_what_is_public_stays(desk, live, mara):
    data = typed(desk.get(form_of(mara)), slug="another", change_kind=Kind.MINOR)
    assert "its address stays" in errors_of(desk.post(form_of(mara), data))["slug"][0]


def test_deleting_a_fact_is_noticed(desk):
    topic = Topic.objects.create(name="Nobody", slug="nobody")
    record(topic)
    before = Generation.objects.get().number
    assert desk.post(form_of(topic, "delete"), {"post": "yes"}).status_code == 302
    assert Generation.objects.get().number > before


def test_two_people_on_one_fact(desk, bo, register):
    record(register)
    mine = typed(desk.get(form_of(register)), publisher="Ana's press")
    register.publisher = "Bo's press"
    register.save()
    record(register, bo)
    response = desk.post(form_of(register), mine)
    assert "bo saved this after you had opened it" in str(errors_of(response)["__all__"])
    register.refresh_from_db()
    assert register.publisher == "Bo's press"
    assert "Ana&#x27;s press" in response.content.decode()
    assert not errors_of(desk.post(form_of(register), typed(response)))
    assert Source.objects.get().publisher == "Ana's press"


def test_a_section_keeps_its_slug_once_articles_stand_under_it(desk, article, ana, culture):
    assert "slug" in typed(desk.get(form_of(culture)))
    article.publish(ana, Kind.UPDATE)
    before = Generation.objects.get().number
    data = typed(desk.get(form_of(culture)), name="Arts", slug="arts")
    assert not errors_of(desk.post(form_of(culture), data))
    culture.refresh_from_db()
    assert (culture.name, culture.slug) == ("Arts", "culture")
    assert Generation.objects.get().number > before


def test_an_image_needs_a_file(desk):
    data = typed(desk.get(new(Image)), title="No file", upload=None)
    assert errors_of(desk.post(new(Image), data))["upload"] == ["Choose the picture's file."]


def test_an_upload_goes_through_the_safe_chain(desk):
    data = added(typed(desk.get(new(Image)), title="Stage", upload=picture()), "credits", line="Jo Farrow", position=0)
    assert not errors_of(desk.post(new(Image), data))
    image = Image.objects.get()
    assert [r["name"] for r in image.sizes] == ["480.jpg", "480.webp", "700.jpg", "700.webp"]
    assert image.credit == "Jo Farrow"
    assert folders_stored() == [image.stem]
    thumbnail = desk.get(reverse("admin:articles_image_thumbnail", args=[image.pk]), follow=True)
    assert thumbnail["Content-Type"] == "image/jpeg"
    assert b"".join(thumbnail).startswith(b"\xff\xd8")
    assert desk.get(reverse("admin:articles_image_changelist")).status_code == 200


def test_what_is_no_picture_is_refused_at_its_field(desk):
    upload = SimpleUploadedFile("stage.jpg", b"<svg onload=alert(1)>")
    response = desk.post(new(Image), typed(desk.get(new(Image)), title="Stage", upload=upload))
    assert "picture cannot be read" in errors_of(response)["upload"][0]
    assert not folders_stored()


def test_nothing_is_kept_of_an_upload_that_was_not_saved(desk):
    wrong = typed(desk.get(new(Image)), title="Stage", upload=picture(), date="perhaps")
    assert "date" in errors_of(desk.post(new(Image), wrong))
    wrong = typed(desk.get(new(Image)), title="Stage", upload=picture())
    wrong = added(wrong, "credits", line="", creator="Jo Farrow", position=0)
    response = desk.post(new(Image), wrong)
    assert errors_of(response)["rows"]
    assert not files_stored()


@pytest.mark.parametrize("space", [0, 1_000, 12_000])
def test_a_full_disk_is_reported_at_the_field_and_nothing_is_left(desk, settings, space):
    limit_space(settings, space)
    response = desk.post(new(Image), typed(desk.get(new(Image)), title="Stage", upload=picture()))
    assert "could not be stored" in errors_of(response)["upload"][0]
    assert not Image.objects.exists()
    assert not files_stored()


def test_nothing_is_kept_of_an_upload_that_was_refused_at_the_last_moment(desk):
    Generation.objects.raise_at(timezone.now() + datetime.timedelta(hours=1))
    response = desk.post(new(Image), typed(desk.get(new(Image)), title="Stage", upload=picture()))
    assert response.status_code == 503
    assert "Set the clock right" in response.content.decode()
    assert not Image.objects.exists()
    assert not files_stored()


def test_a_thumbnail_is_for_the_desk_alone(client, bo, stage, django_user_model):
    address = reverse("admin:articles_image_thumbnail", args=[stage.pk])
    assert client.get(address)["Location"].startswith("/admin/login/")
    client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))
    assert client.get(address).status_code == 404
    client.force_login(bo)
    assert client.get(address)["Location"].startswith("/pictures/")


@pytest.mark.parametrize("model", [Topic, Source, Author, Image])
def test_lists_can_be_searched_and_forms_opened(desk, article, model):
    listed = desk.get(reverse(f"admin:articles_{model._meta.model_name}_changelist"), {"q": "a"})
    assert listed.status_code == 200
    for fact in model.objects.all():
        assert desk.get(form_of(fact)).status_code == 200


def test_a_choice_is_searched_for_by_those_who_may_see_it(client, bo, mara, django_user_model):
    question = {"app_label": "articles", "model_name": "quotation", "field_name": "speaker", "term": "mara"}
    client.force_login(bo)
    assert "Mara Lindqvist" in client.get(reverse("admin:autocomplete"), question).content.decode()
    client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))
    assert client.get(reverse("admin:autocomplete"), question).status_code == 403
