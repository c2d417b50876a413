"""Content Credentials: what a signed file says is kept, shown, and labels what AI made. Nothing is fetched."""

import http.server
import io
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.images import content_credentials, credential_sentences, read_metadata
from articles.images.content_credentials import ContentCredentials, parse_manifests, read_content_credentials
from articles.models import Image, Kind
from tests.articles import picture_files as made
from tests.articles.signed_pictures import SIGNER, VOCABULARY, created, library, signed
from tests.articles.test_desk_pictures import DESK, photo_desk, scripted, shown  # noqa: F401

EDITED = {"action": "c2pa.edited", "softwareAgent": "Darkroom 5"}
UNCHECKED = "This site has not compared the certificate with a list of trusted signers."
SAYS = [
    f"Signed by Meridian Images. {UNCHECKED}",
    "Made or edited with Paintbox, Darkroom 5, Lightbox.",
    "Made with AI.",
]


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "image/webp"])
def test_what_a_signed_file_says_is_read(media_type):
    found = read_content_credentials(signed(created(), EDITED, media_type=media_type))
    assert (found.state, found.signed_by, found.source_type) == ("intact", SIGNER, "trainedAlgorithmicMedia")
    assert found.made_with == ["Paintbox", "Darkroom 5", "Lightbox"]
    assert credential_sentences(found.summary()) == SAYS
    assert found.raw["active_manifest"]


def test_a_file_that_was_changed_since_says_so():
    content = bytearray(signed(created()))
    content[-30] ^= 1
    found = read_content_credentials(bytes(content))
    assert found.state == "changed"
    assert credential_sentences(found.summary())[-1] == "The file has been changed since it was signed."


def test_a_damaged_signature_does_not_keep_the_picture_from_being_taken():
    content = signed(created())
    place = content.index(b"c2pa.claim")
    found = read_content_credentials(content[:place] + b"\xff" * 400 + content[place + 400 :])
    assert found.state in ("unreadable", "changed")
    assert credential_sentences(found.summary())


def test_a_file_without_credentials_is_not_opened(monkeypatch):
    monkeypatch.setattr(content_credentials, "library", lambda: pytest.fail("It was opened."))
    assert read_content_credentials(made.jpeg()) is None


def test_words_that_look_like_credentials_are_none():
    library()
    assert read_content_credentials(made.jpeg(made.xmp_segment(made.packet("<dc:title>c2pa</dc:title>")))) is None


def test_without_the_extra_the_desk_is_told_that_credentials_were_not_read(monkeypatch):
    content = signed(created())
    monkeypatch.setattr(content_credentials, "library", lambda: None)
    found = read_content_credentials(content)
    assert found == ContentCredentials("unread")
    assert "lacks the extra “c2pa”" in credential_sentences(found.summary())[0]


@pytest.fixture
def server():
    """A server on this machine, with the list of the addresses that it was asked for."""
    asked = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/manifest.c2pa", asked
        server.shutdown()
        thread.join()


def test_credentials_that_lie_elsewhere_are_not_fetched(server):
    address, asked = server
    content = signed(created(), elsewhere=address)
    assert read_content_credentials(content).state == "elsewhere"
    assert asked == []
    # Without our settings it would have been fetched: the test would notice if they had no effect.
    c2pa = library()
    with pytest.raises(c2pa.C2paError):
        c2pa.Reader("image/jpeg", io.BytesIO(content))
    assert asked == ["/manifest.c2pa"]


def manifest(*actions, **others):
    """Return a manifest with these actions."""
    return {"assertions": [{"label": "c2pa.actions", "data": {"actions": list(actions)}}]} | others


def ingredient(name, relationship):
    """Return that a picture was made from what another manifest describes."""
    return {"active_manifest": name, "relationship": relationship}


AI, CAMERA = created(), created("digitalCapture", "Camera")
STORES = {
    "trainedAlgorithmicMedia": [
        {"a": manifest(AI)},
        {"a": manifest(CAMERA, AI)},
        {"a": manifest(EDITED, ingredients=[ingredient("b", "parentOf")]), "b": manifest(AI)},
    ],
    "compositeSynthetic": [
        {"a": manifest(CAMERA, ingredients=[ingredient("b", "componentOf")]), "b": manifest(AI)},
    ],
    "digitalCapture": [
        {"a": manifest(CAMERA)},
        {"a": manifest(CAMERA, ingredients=[ingredient("lost", "parentOf"), {}])},
        {"a": manifest(CAMERA, ingredients=[ingredient("a", "parentOf")])},
    ],
    "": [
        {"a": {}},
        {"a": manifest(EDITED)},
        {"a": manifest({"digitalSourceType": 7}, {"digitalSourceType": VOCABULARY + "unheardOf"}, "no action")},
        {"a": {"assertions": [{"label": "c2pa.actions", "data": "none"}, {}], "claim_generator_info": [{}]}},
    ],
}


@pytest.mark.parametrize("source_type, manifests", [(t, each) for t, stores in STORES.items() for each in stores])
def test_how_a_picture_was_made_is_told_from_all_that_it_was_made_from(source_type, manifests):
    assert parse_manifests({"active_manifest": "a", "manifests": manifests}).source_type == source_type


def upload(photo_desk, content):  # noqa: F811
    """Upload a picture as the picture desk does; return it."""
    [answer] = scripted(photo_desk, SimpleUploadedFile("Poster.jpg", content, "image/jpeg"))
    assert answer["state"] == "new"
    return Image.objects.get(title="Poster")


def test_the_desk_sees_what_the_file_says_and_the_record_keeps_it(photo_desk):  # noqa: F811
    image = upload(photo_desk, signed(created(), EDITED))
    assert (image.source_type, image.signed_source_type) == ("", "trainedAlgorithmicMedia")
    assert image.latest_reading.raw["C2PA"]["active_manifest"]
    page = photo_desk.get(reverse("admin:articles_image_change", args=[image.pk])).text
    for sentence in (*SAYS, "Anybody can make a certificate with this name."):
        assert sentence in page
    assert "Because of them, readers see the label “Made with AI”" in page
    assert shown(photo_desk.get(DESK, {"state": "machine"})) == ["Poster"]
    assert all(
        read_metadata(image.files.read(r["name"])).digital_source_type.endswith("/trainedAlgorithmicMedia")
        for r in image.renditions
    )


def test_readers_get_the_label_and_what_the_file_says(photo_desk, client, article, ana):  # noqa: F811
    image = upload(photo_desk, signed(created(), EDITED))
    image.alt = "A poster"
    image.save()
    image.credits.create(line="Jo Farrow/Northlight")
    article.lead_image = image
    article.save()
    article.publish(ana, Kind.UPDATE)
    client.logout()
    assert "Made with AI" in client.get("/culture/songwriters/").text
    credits = client.get("/credits/").text
    assert "Content Credentials of the file:" in credits
    assert all(sentence in credits for sentence in SAYS)


def test_what_the_desk_says_of_ai_counts_and_a_camera_does_not_take_back_what_the_file_says():
    image = Image(signed_source_type="trainedAlgorithmicMedia", source_type="digitalCapture")
    assert image.ai_label == "Made with AI"
    image.source_type = "compositeWithTrainedAlgorithmicMedia"
    assert image.ai_label == "Edited with AI"
    assert Image(signed_source_type="digitalCapture").ai_label == ""


@pytest.mark.parametrize(("signed_at", "words"), [("2026-05-01", "on 1 May 2026."), ("yesterday", "on yesterday.")])
def test_the_day_of_the_signature_is_said_in_words(signed_at, words):
    [sentence] = credential_sentences({"state": "intact", "signed_by": SIGNER, "signed_at": signed_at})
    assert sentence == f"Signed by {SIGNER} {words} {UNCHECKED}"
