"""Credits: the table of agencies, parts that wait for confirmation, and the printed line on every surface."""

import json
import re
from operator import attrgetter

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from articles.models import Agency, Image, record
from articles.models.images.credit import PARTS
from tests.articles.agencies import AGENCIES
from tests.pages import Page

pytestmark = pytest.mark.django_db
POLK = "Christopher Polk/MTV1415/Getty Images Entertainment/Getty Images"
COHEN = "L. Cohen/WireImage/Getty Images"


def parsed_parts(line):
    """Return the parts that the desk's table of agencies finds in a credit line, by name."""
    parsed = Agency.objects.parse(line)
    return {name: getattr(parsed, name) for name in PARTS if getattr(parsed, name)}


def test_a_new_site_has_the_agencies_and_keeps_what_the_desk_makes_of_them(capsys):
    columns = attrgetter("name", "aliases", "collections", "partners")
    assert sorted(map(columns, Agency.objects.all())) == sorted(map(columns, AGENCIES))
    getty = Agency.objects.get(name="Getty Images")
    getty.aliases = [*getty.aliases, "Gty"]
    getty.save()
    Agency.objects.get(name="Reuters").delete()
    Agency.objects.seed()
    assert not Agency.objects.filter(name="Reuters").exists()
    call_command("loaddata", "agencies")
    assert Agency.objects.filter(name="Reuters").exists()
    assert Agency.objects.parse("Jo Farrow/Gty").agency == "Getty Images"


def test_a_desk_adds_its_own_agency_and_lines_are_read_by_it():
    Agency.objects.create(name="Meridian Images", collections=["Northlight"])
    read = Agency.objects.parse("Jo Farrow/Northlight/Meridian Images")
    assert (read.creator, read.collection, read.agency) == ("Jo Farrow", "Northlight", "Meridian Images")
    for wrong in ["Reuters", [""], [1], {"a": 1}]:
        with pytest.raises(ValidationError):
            Agency(name="Wrong", aliases=wrong).full_clean()


def test_parts_are_parsed_and_none_is_stored_before_it_is_confirmed(stage):
    credit = stage.credits.create(line=POLK)
    assert {column: getattr(credit, column) for column in PARTS.values()} == dict.fromkeys(PARTS.values(), "")
    assert parsed_parts(POLK) == {
        "creator": "Christopher Polk",
        "event_code": "MTV1415",
        "collection": "Getty Images Entertainment",
        "agency": "Getty Images",
    }
    assert parsed_parts("Kevin Mazur/WireImage") == {"creator": "Kevin Mazur", "collection": "WireImage"}


def test_a_composite_prints_its_lines_in_order_as_house_style_joins_them(stage, settings):
    stage.credits.create(line=COHEN, position=1)
    assert stage.credit == f"Jo Farrow/Northlight/Meridian Images; {COHEN}"
    settings.HOUSE_STYLE = "Guardian"
    assert stage.credit == f"Jo Farrow/Northlight/Meridian Images / {COHEN}"


@pytest.mark.parametrize("line", [POLK, COHEN, "“A” & <B>/Ü", "A" * 500 + "/" + "B" * 400])
def test_the_printed_text_is_the_record_letter_for_letter_on_every_surface(client, article, stage, ana, line):
    stage.credits.update(line=line)
    record(stage)
    article.publish(ana, "update")
    for path in ("/", "/culture/songwriters/", "/culture/songwriters/credits/", "/credits/"):
        page = Page(client.get(path))
        assert set(page.texts("span", "credit")) == {line}, path
    html = client.get("/culture/songwriters/").content.decode()
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    [told] = next(thing for thing in json.loads(data)["@graph"] if thing["@type"] == "NewsArticle")["image"]
    assert told["creditText"] == line


def test_machines_are_told_the_rights_and_nothing_of_placeholders(client, article, stage, ana):
    Image.objects.update(
        copyright_notice="© 2015 Meridian",
        web_statement="https://example.org/terms",
        licensor_url="https://example.org/buy",
        source_type="digitalCapture",
    )
    article.publish(ana, "update")
    html = client.get("/culture/songwriters/").content.decode()
    for told in (
        '"copyrightNotice": "© 2015 Meridian"',
        '"license": "https://example.org/terms"',
        '"acquireLicensePage": "https://example.org/buy"',
        '"digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"',
        'property="og:image"',
    ):
        assert told in html
    Image.objects.update(placeholder=True)
    html = client.get("/culture/songwriters/").content.decode()
    assert "og:image" not in html
    assert "ImageObject" not in html.replace("icon.svg", "") or '"contentUrl"' not in html
    html = client.get("/credits/").content.decode()
    assert 'href="https://example.org/terms"' in html
    assert 'rel="license"' not in html


def test_the_sites_credits_are_paged_and_name_the_articles(client, article, stage, ana, django_assert_max_num_queries):
    Image.objects.create(title="Secret", renditions=stage.renditions).credits.create(line="Nobody")
    assert "Jo Farrow" not in client.get("/credits/").content.decode()
    article.publish(ana, "update")
    with django_assert_max_num_queries(8):
        page = client.get("/credits/").content.decode()
    assert article.headline in page
    assert "Nobody" not in page
    assert client.get("/credits/?before=nonsense").status_code == 404
    assert client.get("/culture/nothing/credits/").status_code == 404


def test_an_address_that_is_none_is_refused_by_the_database(stage):
    for column in ("web_statement", "licensor_url"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Image.objects.update(**{column: "javascript:alert(1)"})
