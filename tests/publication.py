"""Publication as a person does it on the desk: open a page, answer, read the sentence, press its button."""

import re
from html import unescape

from django.urls import reverse

PUBLIC = "/culture/songwriters/"


def url(name, article, *more):
    """The address of a page of publication."""
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def hidden(page, name):
    """The value of a hidden field on a page, or None."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    return found and unescape(found[1])


def ask(client, where, **answers):
    """Open a page of publication, give answers, and return (response of the next step, everything that was sent)."""
    page = client.get(where).content.decode()
    sent = {"seen": hidden(page, "seen"), "key": hidden(page, "key")} | answers
    return client.post(where, sent), sent


def agree(client, where, **answers):
    """Answer, read the sentence and press the button that it stands on; return the last response."""
    asked, sent = ask(client, where, **answers)
    said = hidden(asked.content.decode(), "agreed")
    return client.post(where, sent | {"agreed": said}) if said else asked


def confirm(client, where, **answers):
    """Open a page that gives its summary at once, answer, and press the button; return the response."""
    return client.post(where, answers | {"agreed": hidden(client.get(where).content.decode(), "agreed")})


def publish(client, article, **answers):
    """Publish as a person does."""
    answers = {"when": "now"} | answers
    return agree(client, url("publish", article), **answers)


def errors(response):
    """The sentences of refusal, by field."""
    return {field: list(said) for field, said in response.context["form"].all_errors().items()}
