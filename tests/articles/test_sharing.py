"""A link to a draft for a lawyer or a source: what it opens, for how long, and what it never opens."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.exceptions import NotAllowed, Refusal
from articles.models import Image, ShareLink, Text
from articles.models.sharing import MOST_LINKS
from tests.conftest import NOON, member
from tests.publishing_forms import url

pytestmark = pytest.mark.django_db
DAY, TICK = datetime.timedelta(days=1), datetime.timedelta(microseconds=1)
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture(autouse=True)
def _noon(clock):
    """It is noon of the fixed day."""


@pytest.fixture
def stranger():
    """Somebody without an account, in a browser."""
    return Client(**BROWSER)


@pytest.fixture
def filed(stage):
    """The stage, with a file on disk."""
    default_storage.save(stage.files.path_of("640.webp"), ContentFile(b"a picture"))
    return stage


def shared(article, by, days=7, **options):
    """Make a link; return it with its address."""
    link, token = article.share(by, days, **options)
    return link, f"/preview/{token}/"


def test_it_opens_the_draft_and_says_that_it_is_one(article, bo, stranger):
    _link, address = shared(article, bo)
    response = stranger.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    assert article.headline in page
    assert "They met in 2004." in page
    assert "Draft, not for publication." in page
    assert "This link ends Tue 19 May 2026 12:00 UTC" in page
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "/admin/" not in page
    assert "application/ld+json" not in page


def test_only_a_digest_of_the_token_is_stored(article, bo):
    link, address = shared(article, bo)
    token = address.split("/")[2]
    assert len(token) >= 43
    assert token not in str(ShareLink.objects.values().get())
    assert link.digest != token


def test_it_follows_the_working_copy_or_stays_with_one_version(article, bo, stranger):
    _link, following = shared(article, bo)
    pinned_link, pinned = shared(article, bo, pinned=True)
    Text.objects.update(html="<p>They met in 2005.</p>")
    article.headline = "Another headline"
    article.save()
    assert "They met in 2005." in stranger.get(following).content.decode()
    page = stranger.get(pinned).content.decode()
    assert "They met in 2004." in page
    assert "Another headline" not in page
    assert pinned_link.version == 1


class TestItsEnd:
    """Ended, revoked and unknown links are answered byte for byte as an address that never existed."""

    def check_ended(self, stranger, address):
        response, missing = stranger.get(address), stranger.get("/preview/never-was/")
        assert (response.status_code, response.content) == (404, missing.content)
        assert "Vary" not in response or "Cookie" not in response["Vary"]

    def test_at_its_moment(self, article, bo, stranger, clock):
        link, address = shared(article, bo, days=1)
        clock.move_to(link.expires - TICK)
        assert stranger.get(address).status_code == 200
        clock.move_to(link.expires)
        self.check_ended(stranger, address)

    def test_when_it_is_revoked(self, article, bo, stranger):
        link, address = shared(article, bo)
        _other, still = shared(article, bo)
        link.revoke(bo)
        self.check_ended(stranger, address)
        assert stranger.get(still).status_code == 200

    def test_when_the_article_is_published_and_not_when_it_is_scheduled(self, article, ana, stranger, clock):
        _link, address = shared(article, ana)
        article.publish(ana, "update", at=NOON + DAY)
        clock.move_to(NOON + DAY - TICK)
        assert stranger.get(address).status_code == 200
        clock.move_to(NOON + DAY)
        self.check_ended(stranger, address)
        _link, again = shared(article, ana)
        assert stranger.get(again).status_code == 200

    def test_with_another_letter(self, article, bo, stranger):
        _link, address = shared(article, bo)
        token = address.split("/")[2]
        for other in (token[:-1], token + "x", token.swapcase()):
            self.check_ended(stranger, f"/preview/{other}/")


class TestPictures:
    """A link opens the pictures that its page shows, and no others."""

    def pictures_on(self, stranger, address):
        return re.findall(r'src="(/preview/[^"]+)"', stranger.get(address).content.decode())

    def test_those_on_the_page(self, filed, article, bo, stranger):
        _link, address = shared(article, bo)
        sources = self.pictures_on(stranger, address)
        assert len(sources) == 2
        response = stranger.get(sources[0])
        assert b"".join(response.streaming_content) == b"a picture"
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert stranger.get(f"/pictures/{filed.stem}/640.webp").status_code == 404

    def test_not_those_of_another_article(self, filed, article, bo, stranger):
        other = Image.objects.create(title="Other", alt="Other", renditions=filed.renditions)
        default_storage.save(other.files.path_of("640.webp"), ContentFile(b"another"))
        _link, address = shared(article, bo)
        [source, *_] = self.pictures_on(stranger, address)
        assert stranger.get(source.replace(filed.stem, other.stem)).status_code == 404

    def test_not_by_the_signature_of_another_link(self, filed, article, bo, stranger):
        addresses = [shared(article, bo)[1] for _ in range(2)]
        first, second = (self.pictures_on(stranger, address)[0] for address in addresses)
        mixed = first.split("/")[:3] + second.split("/")[3:]
        assert stranger.get("/".join(mixed)).status_code == 404

    def test_not_after_the_link_has_ended_or_the_picture_was_killed(self, filed, article, bo, cem, stranger):
        link, address = shared(article, bo)
        [source, *_] = self.pictures_on(stranger, address)
        filed.kill(cem, "The agency asks.")
        assert stranger.get(source).status_code == 404
        assert self.pictures_on(stranger, address) == []
        filed.revive(cem)
        response = stranger.get(source)
        assert b"".join(response.streaming_content) == b"a picture"
        link.revoke(bo)
        assert stranger.get(source).status_code == 404


class TestOpenings:
    """How often a link was opened is counted."""

    def test_by_people(self, article, bo, stranger):
        link, address = shared(article, bo)
        for _ in range(2):
            stranger.get(address)
        link.refresh_from_db()
        assert (link.opened, link.last_opened) == (2, NOON)

    @pytest.mark.parametrize("program", ["Slackbot-LinkExpanding 1.0", "WhatsApp/2.23", "facebookexternalhit/1.1"])
    def test_not_by_programs_that_show_previews(self, article, bo, program):
        link, address = shared(article, bo)
        assert Client(HTTP_USER_AGENT=program).get(address).status_code == 200
        link.refresh_from_db()
        assert link.opened == 0

    def test_not_by_head_or_the_desk(self, article, bo, stranger, client):
        link, address = shared(article, bo)
        assert stranger.head(address).status_code == 200
        client.force_login(bo)
        client.get(address, **BROWSER)
        link.refresh_from_db()
        assert link.opened == 0


def test_nobody_shares_or_revokes_what_they_may_not_change(article, bo, ana, cem):
    for person in (cem, member("eve", "reporter")):
        with pytest.raises(NotAllowed):
            article.share(person, 7)
    link, _token = article.share(ana, 7)
    with pytest.raises(NotAllowed):
        link.revoke(cem)
    assert ShareLink.objects.get().revoked_at is None


def test_links_are_few_and_do_not_last_for_ever(article, bo):
    for days in (0, 31):
        with pytest.raises(Refusal, match="from 1 to 30 days"):
            article.share(bo, days)
    for _ in range(MOST_LINKS):
        article.share(bo, 1)
    with pytest.raises(Refusal, match="many open links"):
        article.share(bo, 1)


def test_a_stranger_costs_few_queries(article, bo, stranger):
    costs = []
    for pinned in (False, True):
        _link, address = shared(article, bo, pinned=pinned)
        stranger.get(address)
        with CaptureQueriesContext(connection) as queries:
            stranger.get(address)
        costs.append(len(queries))
    assert max(costs) <= 20


class TestTheDesk:
    """Links are made, shown once, listed and revoked on a page of the desk."""

    def test_a_new_link_is_shown_once(self, client, article, bo, stranger):
        client.force_login(bo)
        response = client.post(url("share", article), {"make": "1", "days": "3", "pinned": "yes"})
        assert response.url == url("share", article)
        page = client.get(response.url).content.decode()
        [address] = re.findall(r'value="http://[^"/]+(/preview/[^"]+)"', page)
        assert stranger.get(address).status_code == 200
        assert "Open until Fri 15 May 2026 12:00 UTC" in page
        assert "Not opened yet." in page
        again = client.get(response.url).content.decode()
        assert "/preview/" not in again.replace(url("preview", article), "")
        assert "Opened once, Tue 12 May 2026 12:00 UTC." in again

    def test_a_link_is_revoked(self, client, article, bo, stranger):
        link, address = shared(article, bo)
        client.force_login(bo)
        assert client.post(url("share", article), {"revoke": str(link.pk)}).status_code == 302
        assert stranger.get(address).status_code == 404
        assert "Revoked" in client.get(url("share", article)).content.decode()

    def test_a_wrong_answer_is_told(self, client, article, bo):
        client.force_login(bo)
        response = client.post(url("share", article), {"make": "1", "days": "99", "pinned": "no"})
        assert response.context["form"].errors["days"]
        for key in ("x", str(article.pk)):
            assert client.post(url("share", article), {"revoke": key}).status_code == 404

    def test_others_do_not_find_it(self, client, article, cem):
        client.force_login(cem)
        assert client.get(url("share", article)).status_code == 404
