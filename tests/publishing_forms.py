"""Publishing as a person does it at the desk: open the page, fill in the form, read the summary, confirm it."""

import re
from html import unescape

from django.urls import reverse

PUBLIC = "/culture/songwriters/"


def url(name, article, *more):
    """Return the address of a page, such as `publish` or `take_down`, of an article."""
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def hidden(page, name):
    """Return the value of a hidden field on a page, or None."""
    match = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    return match and unescape(match[1])


def ask(client, where, **answers):
    """Open a page and post answers; return (response, everything that was posted)."""
    page = client.get(where).content.decode()
    sent = {"seen": hidden(page, "seen"), "key": hidden(page, "key")} | answers
    return client.post(where, sent), sent


def agree(client, where, **answers):
    """Post answers and confirm the summary; return the last response."""
    response, sent = ask(client, where, **answers)
    agreed = hidden(response.content.decode(), "agreed")
    return client.post(where, sent | {"agreed": agreed}) if agreed else response


def confirm(client, where, **answers):
    """Open a page that gives its summary at once, answer, and confirm; return the response."""
    return client.post(where, answers | {"agreed": hidden(client.get(where).content.decode(), "agreed")})


def publish(client, article, **answers):
    """Publish an article, now unless `when` says otherwise."""
    answers = {"when": "now"} | answers
    return agree(client, url("publish", article), **answers)


def errors(response):
    """Return the messages of a form by field."""
    return {field: list(messages) for field, messages in response.context["form"].all_errors().items()}
