"""Web addresses: which ones pages may link to, how a typed one is completed, and a column for one."""

import re
from urllib.parse import parse_qs, urlsplit

from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.text.fields import LineField
from articles.text.inner_links import IS_INNER

SCHEMES = ("http", "https", "mailto")
PREFIXES = ("https://", "http://", "mailto:")
INVALID_ADDRESS = _(
    "“%(address)s” is not a web address. Write one that begins with https:// or http://, or an e-mail address."
)

# Never part of an address: control characters, and the invisible ones that hide where an address points.
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
# The three accepted forms of an address. The desk's scripts use them too, so they must be valid in both languages.
LINK = r"^(?:https?://[^\s/?#\\]|mailto:[^\s@]+@[^\s@])\S*$"
MAIL = r"^[^\s@:/?#\\]+@(?:[^\s@:/?#\\.]+\.)+[^\s@:/?#\\.\d][^\s@:/?#\\.]+$"
# A host with a name, but no file such as page.html, which can only be the end of a relative address.
HOST = r"^(?:[^\s@:/?#\\.]+\.)+(?!(?:html?|php|aspx?|pdf|docx?|jpe?g|png|gif)(?:[?#]|$))[^\s@:/?#\\.\d][^\s@:/?#\\.]+"
BARE = HOST + r"(?::\d+)?(?:[/?#]\S*)?$"
IS_LINK, IS_MAIL, IS_BARE = (re.compile(pattern, re.IGNORECASE) for pattern in (LINK, MAIL, BARE))


# A page of this site, named from its root; never `//host`, which is another site.
OWN_PAGE = re.compile(r"/(?![/\\])[^\s\\]*")
# Pages that only lead on, as Google Docs and mail programs write them, and the parameters that hold the true address.
REDIRECTS = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]+/url|[\w.-]+\.safelinks\.protection\.outlook\.com/?)\?", re.IGNORECASE
)
REDIRECT_TARGETS = ("q", "url")
# The fragments by which Word, LibreOffice, Google Docs, Wikipedia and Markdown name notes, and where their marks are.
NOTE = re.compile(
    r"(?:user-content-)?(?:_?(?:ftnt?|edn|fn)(?:_?ref)?[-_:.]?\d[\w-]*|fn(?:ref)?[:-][\w-]+|sd(?:foot|end)note\d+\w*"
    r"|cite_(?:note|ref)-.*|(?:foot|end)?note(?:s|s?[-_]?(?:anchor|ref))?[-_]?\d+)",
    re.IGNORECASE,
)


def cleaned_address(text):
    """Return an address without control characters, its scheme in small letters, spaces inside it as %20."""
    address = INVISIBLE.sub("", text).strip()
    scheme, colon, rest = address.partition(":")
    address = scheme.lower() + colon + rest if scheme.lower() in SCHEMES else address
    return re.sub(r"\s", "%20", address)


def completed_address(typed):
    """Return what was typed as an address that a page may link to, or "" if it cannot be one.

    `example.org/page` becomes https://example.org/page, and `desk@example.org` becomes mailto:desk@example.org.
    """
    address = cleaned_address(typed)
    if IS_LINK.match(address):
        return address
    if IS_MAIL.match(address):
        return f"mailto:{address}"
    return f"https://{address}" if IS_BARE.match(address) else ""


def linked_address(href):
    """Return the address of a link in prose, completed, or "" for one that must not be a link.

    Links to notes of a document, and to the desk, lead a reader nowhere. One by way of Google or Outlook leads straight
    to its target. A link that names an article by its key is kept as it is.
    """
    if IS_INNER.fullmatch(href):
        return href
    address = href if OWN_PAGE.fullmatch(href) else completed_address(href)
    try:
        if REDIRECTS.match(address):
            targets = parse_qs(urlsplit(address).query)
            address = next((completed_address(targets[name][0]) for name in REDIRECT_TARGETS if name in targets), "")
        parts = urlsplit(address)
    except ValueError:
        return ""
    leads_nowhere = f"{parts.path}/".startswith("/admin/") or NOTE.fullmatch(parts.fragment)
    return "" if leads_nowhere else address


def safe_address(address):
    """Return the address if a page may link to it, else ""; called wherever an address is shown."""
    address = cleaned_address(address or "")
    return address if IS_LINK.match(address) else ""


def address_is_safe(column):
    """Return the condition, for a database constraint, that a column is empty or holds a safe address."""
    condition = Q(**{column: ""})
    for prefix in PREFIXES:
        condition |= Q(**{f"{column}__startswith": prefix})
    return condition


def validate_web_address(address):
    """Raise `ValidationError` for anything but an address with the scheme http, https or mailto."""
    try:
        if not IS_LINK.match(address):
            raise ValidationError(INVALID_ADDRESS)
        if address.startswith("mailto:"):
            for recipient in address.removeprefix("mailto:").partition("?")[0].split(","):
                validate_email(recipient)
        else:
            URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise ValidationError(INVALID_ADDRESS, code="invalid", params={"address": address}) from error


class WebAddressField(LineField):
    """An address of http, https or mailto that pages may link to, completed when stored and checked when read.

    Its model must have `address_is_safe(<column>)` as a database constraint; the system check `articles.E005` finds
    models without it. A stored address that is not safe all the same is read as "".
    """

    default_validators = [validate_web_address]

    def check(self, **kwargs):
        """Check that a constraint of the model refuses an unsafe address."""
        errors = super().check(**kwargs)
        wanted = address_is_safe(self.name)
        constraints = self.model._meta.constraints
        if not any(isinstance(c, models.CheckConstraint) and c.condition == wanted for c in constraints):
            errors.append(
                checks.Error(
                    f"The web address “{self.name}” has no database constraint.",
                    hint=f"Add CheckConstraint(condition=address_is_safe({self.name!r}), name=...) to the model.",
                    obj=self,
                    id="articles.E005",
                )
            )
        return errors

    def to_python(self, value):
        """Return the address completed, or cleaned where it cannot be one; for forms, fixtures and `save`."""
        value = super().to_python(value)
        return (completed_address(value) or cleaned_address(value)) if isinstance(value, str) else value

    def from_db_value(self, value, expression, connection):
        """Return the stored address, or "" for one that must not be shown."""
        return safe_address(value) if value else value
