"""Names at the desk and in addresses: found as people type them, asked about when equal, in small letters."""

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from articles.admin.name_lookup import NameField, NamesField
from articles.models import Article, Author, FactVersion, ImagePerson, Section, Source, Topic, record
from tests.forms import errors_of, typed
from tests.query_plans import scans_on_postgresql, scans_on_sqlite
from timeline.models import Citation, Event, EventPerson, Timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def osten():
    """A topic with accents in its name."""
    return Topic.objects.create(name="Östen Åkesson", slug="osten-akesson")


@pytest.fixture
def edna():
    """A topic with a typographer's apostrophe in its name."""
    return Topic.objects.create(name="Edna O’Brien", slug="edna-obrien")


def list_of(model):
    """Return the address of a model's list at the desk."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def new(model):
    """Return the address of the form for a new row."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


@pytest.mark.parametrize("query", ["osten", "AKESSON", "östen åkesson"])
def test_lists_and_choosers_find_names_without_their_accents(desk, osten, query):
    question = {"app_label": "timeline", "model_name": "eventperson", "field_name": "topic", "term": query}
    found = desk.get(reverse("admin:autocomplete"), question).json()["results"]
    assert [row["text"] for row in found] == ["Östen Åkesson"]
    assert "Östen Åkesson" in desk.get(list_of(Topic), {"q": query}).content.decode()


@pytest.mark.parametrize(
    "row, query",
    [
        (lambda: Section(name="Økonomi"), "okonomi"),
        (lambda: Author(name="Zoë D’Arcy"), "zoe d'arcy"),
        (lambda: Source(title="Le Fil", publisher="Libération"), "liberation"),
        (lambda: Source(title="Le Fil", author="Agnès Vårda"), "agnes varda"),
        (lambda: Timeline(title="L’été"), "l'ete"),
        (lambda: Event(title="Æsop meets Łukasz", date="2004"), "aesop lukasz"),
        (lambda: Article(headline="Straße nach Malmö"), "strasse malmo"),
    ],
)
def test_every_list_of_names_folds(desk, row, query):
    row = row()
    row.save()
    assert str(row.pk) in desk.get(list_of(type(row)), {"q": query}).content.decode()
    assert str(row.pk) not in desk.get(list_of(type(row)), {"q": "zz"}).content.decode()


@pytest.mark.parametrize("name", ["edna o'brien", "EDNA O’BRIEN", "Edna OBrien", "edna-obrien"])
def test_a_name_typed_in_full_finds_its_topic(edna, name):
    assert NameField(to=EventPerson._meta.get_field("topic")).clean(name) == edna


def test_several_names_and_a_source_are_found_too(edna, osten):
    assert NamesField(to=EventPerson._meta.get_field("topic")).clean("edna o'brien; osten akesson") == [edna, osten]
    source = Source.objects.create(title="L’Été", publisher="Libération")
    field = NameField(to=Citation._meta.get_field("source"))
    assert field.clean("l'ete") == field.clean("L'ete (Liberation)") == source


def test_of_two_names_the_one_that_was_typed_exactly_is_meant(osten):
    other = Topic.objects.create(name="Osten Akesson", slug="other")
    field = NameField(to=EventPerson._meta.get_field("topic"))
    assert (field.clean("Osten Akesson"), field.clean("Östen Åkesson")) == (other, osten)


def test_pictures_are_found_by_folded_words(stage):
    stage.title, stage.place = "Søren’s boat", "Łódź"
    stage.save()
    record(stage)
    for query in ("soren", "SØREN", "lodz", "BOAT"):
        assert [stage] == list(type(stage).objects.search(query))


def test_the_folded_name_is_right_however_a_row_came(osten):
    def stored():
        with connection.cursor() as cursor:
            cursor.execute("SELECT folded FROM articles_topic ORDER BY slug")
            return [folded for (folded,) in cursor.fetchall()]

    Topic.objects.bulk_create([Topic(name="Zoë", slug="zoe")])
    assert stored() == ["osten akesson", "zoe"]
    fixture = serializers.serialize("json", Topic.objects.all())
    assert "folded" not in fixture
    for row in serializers.deserialize("json", fixture.replace("Zoë", "Zoé D’Arcy")):
        row.save()
    assert stored() == ["osten akesson", "zoe darcy"]
    topics = list(Topic.objects.order_by("slug"))
    topics[0].name = "Ø"
    Topic.objects.bulk_update(topics, ["name", "folded"])
    assert stored() == ["o", "zoe darcy"]
    Topic.objects.filter(slug="zoe").update(name="Ida")
    with pytest.raises(CommandError):
        call_command("verify")
    call_command("verify", "--repair")
    assert stored() == ["o", "ida"]


def test_the_folded_name_is_no_part_of_a_version(osten):
    record(osten)
    assert "folded" not in FactVersion.objects.get().content


def test_a_name_is_looked_up_by_an_index(osten):
    for model in (Topic, Author, Source, Section, Event, Timeline):
        query = str(model.objects.filter(folded="o'brien").order_by().query).replace("= obrien", "= 'obrien'")
        scans = scans_on_sqlite if connection.vendor == "sqlite" else scans_on_postgresql
        assert not list(scans(query)), query


def asked(response):
    """Return what a form that came back asks about."""
    return str(errors_of(response).get("__all__", ""))


@pytest.mark.parametrize("name", ["edna o'brien", "Edna O’Brien"])
def test_an_equal_name_is_asked_about_once(desk, edna, name):
    response = desk.post(new(Topic), typed(desk.get(new(Topic)), name=name, kind="work"))
    assert "There is already" in asked(response)
    assert reverse("admin:articles_topic_change", args=[edna.pk]) in asked(response)
    assert Topic.objects.count() == 1
    assert not errors_of(desk.post(new(Topic), typed(response)))
    assert sorted(Topic.objects.values_list("slug", flat=True)) == ["edna-obrien", "edna-obrien-2"]


def test_another_name_and_an_unchanged_one_are_not_asked_about(desk, edna, culture):
    assert not errors_of(desk.post(new(Topic), typed(desk.get(new(Topic)), name="Edna")))
    Topic.objects.create(name="Edna O'Brien", slug="another")
    page = reverse("admin:articles_topic_change", args=[edna.pk])
    assert not errors_of(desk.post(page, typed(desk.get(page), description="A novelist.")))
    assert "There is already" in asked(desk.post(page, typed(desk.get(page), name="EDNA")))


def test_sections_and_sources_and_timelines_are_asked_about_too(root, culture, register):
    Timeline.objects.create(title="The two", slug="the-two")
    for model, column, name in ((Section, "name", "CULTURE"), (Source, "title", "the coastal register")):
        assert "There is already" in asked(root.post(new(model), typed(root.get(new(model)), **{column: name})))
    page = new(Timeline)
    assert "There is already" in asked(root.post(page, typed(root.get(page), title="the two")))


def test_a_colleagues_secret_name_is_not_given_away(client, settings, bo, article, ana):
    settings.SHARED_FACTS = False
    secret = Topic.objects.create(name="Project X", slug="project-x")
    article.created_by = ana
    article.save()
    article.abouts.create(topic=secret)
    client.force_login(bo)
    assert not errors_of(client.post(new(Topic), typed(client.get(new(Topic)), name="project x")))


@pytest.mark.parametrize("typed_slug", ["", "Ostens-Page"])
def test_slugs_are_made_by_the_server_and_stored_in_small_letters(desk, typed_slug):
    page = desk.get(new(Topic))
    assert 'data-prepopulated-fields="[]"' in page.content.decode()
    assert not errors_of(desk.post(new(Topic), typed(page, name="Östen Åkesson", slug=typed_slug)))
    assert Topic.objects.get().slug == (typed_slug.lower() or "osten-akesson")


@pytest.mark.parametrize(
    "row, slug",
    [
        (lambda: Section(name="Topics"), "topics-2"),
        (lambda: Author(name="Мария Öst"), "mariya-ost"),
        (lambda: Timeline(title="…"), "timeline"),
        (lambda: Event(title="…", date="2004"), "event-2004-01-01"),
        (lambda: Topic(name="Ä" * 200), "a" * 70),
    ],
)
def test_a_row_without_a_slug_gets_one(row, slug):
    row = row()
    row.full_clean()
    row.save()
    assert row.slug.startswith(slug)


def test_an_address_is_unique_without_regard_to_case(culture, ana, article):
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(name="Other", slug="CULTURE")
    article.publish(ana, "update")
    other = Article.objects.create(headline="Another", section=culture, slug="SongWriters")
    assert other.address_path == "culture/songwriters"
    Section.objects.filter(pk=culture.pk).update(slug="Arts")
    assert Section.objects.get().slug == "arts"


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "address, right",
    [
        ("/Culture/Songwriters/", "/culture/songwriters/"),
        ("/culture/SONGWRITERS/changes/", "/culture/songwriters/changes/"),
        ("/CULTURE/?before=X-Y", "/culture/?before=X-Y"),
        ("/topics/Mara-Lindqvist/", "/topics/mara-lindqvist/"),
        ("/Topics/mara-lindqvist/", "/topics/mara-lindqvist/"),
        ("/authors/Petra-Nwosu/", "/authors/petra-nwosu/"),
        ("/timelines/The-Two.json", "/timelines/the-two.json"),
        ("/events/They-Meet/", "/events/they-meet/"),
    ],
)
def test_another_case_leads_to_the_right_address_for_good(client, address, right):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, right)


def test_a_headline_of_any_script_is_published_at_an_address_that_can_be_read(client, article, ana):
    article.slug, article.headline = "", "Что случилось в Осло"
    article.save()
    edition = article.publish(ana, "update")
    assert edition.path == "/culture/chto-sluchilos-v-oslo/"
    assert client.get(edition.path).status_code == 200


def test_invisible_characters_do_not_fill_a_form(desk, culture):
    errors = errors_of(desk.post(new(Topic), typed(desk.get(new(Topic)), name="\u200b\u2060")))
    assert errors["name"]
    page = new(Event)
    assert not errors_of(desk.post(page, typed(desk.get(page), title="They\xad meet", date="\ufeff2004\u200b")))
    event = Event.objects.get()
    assert (event.title, event.date.words) == ("They meet", "2004")


def test_people_in_pictures_are_searched_by_their_folded_names(stage, osten):
    ImagePerson.objects.create(image=stage, topic=osten)
    record(stage)
    assert [stage] == list(type(stage).objects.search("osten akes"))


def test_authors_are_merged_with_their_accounts_and_their_old_addresses_lead_on(client, published, ana):
    petra = published.bylines.get().author
    petra.user = ana
    petra.save()
    record(petra)
    survivor = Author.objects.create(name="Pétra Nwosu", slug="petra")
    record(survivor)
    petra.merge_into(survivor, kind="minor")
    survivor.refresh_from_db()
    assert (published.bylines.get().author, survivor.user) == (survivor, ana)
    response = client.get("/authors/petra-nwosu/")
    assert (response.status_code, response["Location"]) == (301, "/authors/petra/")
    assert client.get("/culture/songwriters/").content.decode().count('href="/authors/petra/"') == 1


def test_a_public_page_keeps_its_address_when_the_field_is_left_empty(desk, published, mara):
    page = reverse("admin:articles_topic_change", args=[mara.pk])
    data = typed(desk.get(page), slug="", description="A songwriter.", change_kind="minor")
    assert not errors_of(desk.post(page, data))
    mara.refresh_from_db()
    assert (mara.slug, mara.description) == ("mara-lindqvist", "A songwriter.")
    assert errors_of(desk.post(page, typed(desk.get(page), slug="", name="Mara L", change_kind="minor")))["slug"]


def test_an_event_without_date_and_title_is_refused_in_words(desk):
    errors = errors_of(desk.post(new(Event), typed(desk.get(new(Event)), title="\u200b", date="\u200b")))
    assert errors.keys() >= {"title", "date"}


@pytest.mark.django_db(transaction=True)
def test_migrating_fills_the_folded_names_and_lowers_slugs():
    before = [("articles", "0010_lists_by_index"), ("timeline", "0008_lists_by_index")]
    executor = MigrationExecutor(connection)
    executor.migrate(before)
    try:
        topic = executor.loader.project_state(before).apps.get_model("articles", "Topic")
        topic.objects.create(name="Östen", slug="osten")
        topic.objects.create(name="O’Brien", slug="OSTEN")
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert Topic.objects.get(folded="o'brien").slug == "osten-2"
    assert Topic.objects.get(folded="Osten").slug == "osten"
