"""Mail: a new password for those who forgot theirs, and word of a text that waits for somebody."""

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail as outbox
from django.core.cache import cache
from django.urls import reverse

from newsroom import mail
from newsroom.accounts import MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS
from newsroom.models import AccessRecord, MailChoice

RESET, MAIL, LOGIN = "/admin/password/", "/admin/mail/", "/admin/login/"


@pytest.fixture(autouse=True)
def _nothing_was_asked_before(db):
    cache.clear()


@pytest.fixture
def addresses(ana, bo, cem, dora):
    """Everybody has an address."""
    for person in (ana, bo, cem, dora):
        User.objects.filter(pk=person.pk).update(email=f"{person.username}@news.example")
        person.refresh_from_db()


@pytest.fixture
def steps(django_capture_on_commit_callbacks):
    """A context manager in which what is sent after commit is sent."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def sent():
    """Return the mails that were sent, after waiting for the thread that sends them."""
    mail.sender.submit(str).result()
    return outbox.outbox


def recipients():
    """Return to whom mails were sent."""
    return sorted(message.to[0].partition("@")[0] for message in sent())


def test_somebody_who_forgot_a_password_chooses_a_new_one(client, addresses, bo, settings):
    settings.SITE_URL, settings.HOST, settings.HTTPS = "https://news.example", "news.example", True
    assert RESET in client.get(LOGIN).content.decode()
    response = client.post(RESET, {"email": "bo@news.example"}, headers={"host": "localhost"})
    assert response.url == reverse("password_reset_done")
    [message] = sent()
    assert message.to == ["bo@news.example"]
    assert message.subject == "A new password for the desk of Newsroom"
    [link] = re.findall(r"https://news\.example(/\S+)", message.body)
    form = client.get(link, follow=True)
    new = {"new_password1": "harbour-light-9", "new_password2": "harbour-light-9"}
    client.post(form.redirect_chain[-1][0], new)
    bo.refresh_from_db()
    assert bo.check_password("harbour-light-9")
    assert AccessRecord.objects.filter(account=bo, action="reset").count() == 1
    assert "invalid" in client.get(link, follow=True).content.decode()


def test_the_answer_does_not_say_whether_there_is_an_account(client, addresses):
    known = client.post(RESET, {"email": "bo@news.example"})
    unknown = client.post(RESET, {"email": "nobody@news.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert recipients() == ["bo"]


@pytest.mark.parametrize("address", ["bo@news.example", "nobody@news.example"])
def test_few_links_are_sent_for_one_account(client, addresses, address):
    for number in range(MOST_FOR_ACCOUNT):
        assert client.post(RESET, {"email": address}, REMOTE_ADDR=f"192.0.2.{number}").status_code == 302
    response = client.post(RESET, {"email": address.upper()}, REMOTE_ADDR="192.0.2.9")
    assert response.status_code == 429
    assert "asked for too often" in response.content.decode()
    assert len(sent()) in (0, MOST_FOR_ACCOUNT)


@pytest.mark.parametrize("is_behind_proxy", [False, True])
def test_few_links_are_sent_to_one_address_of_the_network(client, settings, is_behind_proxy):
    settings.BEHIND_PROXY = is_behind_proxy
    came = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.5, 192.0.2.1"}
    for number in range(MOST_FROM_ADDRESS):
        assert client.post(RESET, {"email": f"n{number}@news.example"}, **came).status_code == 302
    assert client.post(RESET, {"email": "x@news.example"}, **came).status_code == 429
    other = client.post(RESET, {"email": "y@news.example"}, **came | {"HTTP_X_FORWARDED_FOR": "192.0.2.2"})
    assert other.status_code == (302 if is_behind_proxy else 429)


def test_links_are_sent_while_the_cache_does_not_answer(client, addresses, monkeypatch):
    def broken(*args):
        raise ConnectionError

    monkeypatch.setattr("newsroom.throttle.cache.add", broken, raising=False)
    client.post(RESET, {"email": "bo@news.example"})
    assert recipients() == ["bo"]


def test_a_text_that_is_sent_for_edit_is_told_to_those_who_approve(addresses, article, bo, steps):
    with steps():
        article.submit(bo, "The date is checked.")
    assert recipients() == ["ana", "dora"]
    message = sent()[0]
    assert message.subject == f"“{article.headline}” waits to be read"
    assert "The date is checked." in message.body
    assert f"http://127.0.0.1:8000/admin/articles/article/{article.pk}/change/" in message.body


def test_its_writer_is_told_what_came_of_it(addresses, article, ana, bo, steps):
    article.submit(bo)
    with steps():
        article.request_changes(ana, "Who says so?")
    with steps():
        article.approve(ana)
    assert recipients() == ["bo", "bo"]
    assert [message.subject.partition(":")[0] for message in sent()] == ["Changes are requested", "Approved"]


def test_nobody_gets_mail_who_wants_none_or_has_left(addresses, article, ana, bo, dora, client, steps):
    client.force_login(ana)
    assert client.post(MAIL, {}).status_code == 302
    assert not MailChoice.objects.get(account=ana).wants_mail
    User.objects.filter(pk=dora.pk).update(is_active=False)
    with steps():
        article.submit(bo)
    assert recipients() == []
    client.post(MAIL, {"wants_mail": "on"})
    article.take_back(bo)
    with steps():
        article.submit(bo)
    assert recipients() == ["ana"]


def test_a_step_that_is_undone_sends_nothing(addresses, article, bo):
    article.submit(bo)  # in the transaction of the test, which is never committed
    assert recipients() == []


def test_a_mail_server_that_does_not_answer_loses_nothing(addresses, article, bo, steps, monkeypatch, caplog):
    def refuse(message):
        raise ConnectionRefusedError(message.to[0])

    monkeypatch.setattr("newsroom.mail.EmailMessage.send", refuse)
    with steps():
        article.submit(bo)
    assert recipients() == []
    article.refresh_from_db()
    assert article.state == "ready"
    assert "A mail could not be sent: ConnectionRefusedError" in caplog.text
    assert "news.example" not in caplog.text


def test_a_mail_that_cannot_be_written_stops_nothing(addresses, article, bo, steps, monkeypatch):
    monkeypatch.setattr("newsroom.mail.render_to_string", lambda *args: 1 / 0)
    with steps():
        article.submit(bo)
    article.refresh_from_db()
    assert article.state == "ready"


def test_a_headline_adds_no_line_to_the_head_of_a_mail(addresses, ana, steps):
    with steps():
        mail.notify(User.objects.filter(pk=ana.pk), "A\r\nBcc: x@y.example", "newsroom/mail/step.txt", {})
    assert sent()[0].subject == "A Bcc: x@y.example"
