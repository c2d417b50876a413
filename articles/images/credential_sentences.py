"""What the Content Credentials of a file say, in sentences for the desk and for readers."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.images.source_types import AI_LABELS, SourceType

# What is known of the credentials of a file.
INTACT, CHANGED, ELSEWHERE, UNREADABLE, UNREAD = "intact", "changed", "elsewhere", "unreadable", "unread"
SENTENCES = {
    CHANGED: _("The file has been changed since it was signed."),
    ELSEWHERE: _("They lie at an address outside of the file, which was not visited."),
    UNREADABLE: _("They could not be read."),
    UNREAD: _("They were not read: this site lacks the extra “c2pa”."),
}


def credential_sentences(summary: dict) -> list[str]:
    """Return what the stored summary of `ContentCredentials` says, in sentences; none where there is no summary."""
    if not summary:
        return []
    values = {"name": summary.get("signed_by"), "day": day_in_words(summary.get("signed_at", ""))}
    signed = gettext("Signed by %(name)s on %(day)s.") if values["day"] else gettext("Signed by %(name)s.")
    unchecked = gettext("This site has not compared the certificate with a list of trusted signers.")
    made_with = gettext("Made or edited with %(programs)s.") % {"programs": ", ".join(summary.get("made_with", ()))}
    source_type = summary.get("source_type", "")
    label = AI_LABELS.get(source_type) or (SourceType(source_type).label if source_type in SourceType.values else "")
    candidates = [
        (values["name"], f"{signed % values} {unchecked}"),
        (summary.get("made_with"), made_with),
        (label, f"{label}."),
        (summary["state"] in SENTENCES, str(SENTENCES.get(summary["state"], ""))),
    ]
    return [sentence for holds, sentence in candidates if holds]


def day_in_words(text: str) -> str:
    """Return an ISO 8601 day as the desk writes days; what is none as it is, for anybody can sign anything."""
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text
