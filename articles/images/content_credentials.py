"""Content Credentials: the signed statements in a picture file on who made it, and with what.

Standard: C2PA Technical Specification 2.2, read with c2pa-python, which is an optional extra of this package (`c2pa`).
Nothing is fetched, neither manifests that lie elsewhere nor the state of certificates, and nothing is signed here.
Whether a certificate belongs to whom it names is not checked, for there is no list of certificates to trust.
"""

import functools
import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import BinaryIO

from PIL import Image

from articles.images.credential_sentences import CHANGED, ELSEWHERE, INTACT, UNREAD, UNREADABLE
from articles.images.ingest import as_file
from articles.images.source_types import AI_LABELS, SourceType, source_type_from_uri
from articles.text import one_line, printable

log = logging.getLogger(__name__)

OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
MARKS = (b"c2pa", b"provenance")  # what a file has that contains credentials, or names their address in its XMP
LONGEST, MOST = 200, 20  # characters of a name; programs, and earlier states of the picture that are looked at


@dataclass(frozen=True)
class ContentCredentials:
    """What the credentials in a file say: who signed them, when (an ISO 8601 day, or ""), and with which programs.

    `state` is one of those in `credential_sentences`. `source_type` is a `SourceType` or "": where the file says that
    AI made or edited the picture or a part of it, that one. `raw` is the whole of it, as JSON.
    """

    state: str
    signed_by: str = ""
    signed_at: str = ""
    made_with: list[str] = field(default_factory=list)
    source_type: str = ""
    raw: dict = field(default_factory=dict)

    def summary(self) -> dict:
        """Return what is not empty as JSON, without `raw`."""
        return {name: value for name, value in asdict(self).items() if value and name != "raw"}


def read_content_credentials(upload: BinaryIO | bytes) -> ContentCredentials | None:
    """Return what the Content Credentials in a picture file say, or None where it has none.

    What cannot be read is a `state`: a picture is never refused because of its credentials.
    """
    file = as_file(upload)
    file.seek(0)
    content = file.read()
    file.seek(0)
    if not any(mark in content for mark in MARKS):
        return None
    c2pa = library()
    if c2pa is None:
        return ContentCredentials(UNREAD) if MARKS[0] in content else None
    try:
        media_type = Image.open(as_file(content)).get_format_mimetype()
        context = c2pa.Context.from_dict(OFFLINE)
        with context, c2pa.Reader(media_type, as_file(content), context=context) as reader:
            return parse_manifests(json.loads(reader.json()))
    except c2pa.C2paError.ManifestNotFound:
        return None
    except Exception as error:  # hostile files make a decoder raise anything, and the picture may be sound all the same
        if str(error).startswith("Remote"):
            return ContentCredentials(ELSEWHERE)
        log.info("Content Credentials could not be read: %s", error)
        return ContentCredentials(UNREADABLE)


@functools.cache
def library():
    """Return the module `c2pa`, imported when it is first needed (53 MB), or None where the extra is not installed."""
    return import_module("c2pa") if find_spec("c2pa") else None


def parse_manifests(store: dict) -> ContentCredentials:
    """Return what a manifest store says, as `c2pa.Reader.json` describes it."""
    active = store["manifests"][store["active_manifest"]]
    signature = active.get("signature_info") or {}
    return ContentCredentials(
        state=CHANGED if store.get("validation_state") == "Invalid" else INTACT,
        signed_by=clean(signature.get("issuer") or signature.get("common_name")),
        signed_at=clean(signature.get("time"))[:10],
        made_with=list(dict.fromkeys(filter(None, programs(active))))[:MOST],
        source_type=source_type_of(store["manifests"], active),
        raw=printable_json(store),
    )


def printable_json(value):
    """Return JSON without characters that a database refuses."""
    if isinstance(value, dict):
        return {printable(name): printable_json(each) for name, each in value.items()}
    if isinstance(value, list):
        return [printable_json(each) for each in value]
    return printable(value) if isinstance(value, str) else value


def clean(value) -> str:
    """Return a value of a manifest as a line; "" for what is no text."""
    return one_line(value)[:LONGEST] if isinstance(value, str) else ""


def actions(manifest: dict) -> Iterator[dict]:
    """Yield the actions of a manifest: what was done to the picture."""
    for assertion in manifest.get("assertions") or ():
        data = assertion.get("data")
        if str(assertion.get("label")).startswith("c2pa.actions") and isinstance(data, dict):
            yield from (action for action in data.get("actions") or () if isinstance(action, dict))


def programs(manifest: dict) -> Iterator[str]:
    """Yield the names of the programs that made or changed the picture, and of the one that signed it."""
    for action in actions(manifest):
        agent = action.get("softwareAgent")
        yield clean(agent.get("name") if isinstance(agent, dict) else agent)
    for generator in manifest.get("claim_generator_info") or ():
        yield clean(generator.get("name"))


def source_type_of(manifests: dict, active: dict) -> str:
    """Return how the picture was made; of several types the first that says it of AI, and the first without one.

    What a picture was made from counts: an earlier state of the whole as the picture itself, a part as a part.
    """
    whole, parts, later = [], [], [(active, False)]
    for manifest, is_part in later:
        found = parts if is_part else whole
        found += filter(None, (source_type_from_uri(clean(a.get("digitalSourceType"))) for a in actions(manifest)))
        for ingredient in manifest.get("ingredients") or ():
            earlier = manifests.get(ingredient.get("active_manifest"))
            if earlier and len(later) < MOST:
                later.append((earlier, is_part or ingredient.get("relationship") != "parentOf"))
    if made_by_ai := next((each for each in whole if each in AI_LABELS), ""):
        return made_by_ai
    return SourceType.COMPOSITE_SYNTHETIC.value if any(each in AI_LABELS for each in parts) else next(iter(whole), "")
