"""The files of images: stamped with the credit, renewed when it is corrected, replaced under it, and found again."""

import json
import shutil
import subprocess
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image as Pillow

from articles.images.decoding import LONGEST_SIDE
from articles.images.errors import InvalidPicture, ProcessingFailed
from articles.images.metadata import read_metadata
from articles.images.renditions import CARD_RATIO, make_cards, replace_xmp, shared_rendition
from articles.images.shapes import crop_box, scale_box
from articles.models import Change, FactVersion, Image, Kind, record
from articles.models.images.files import ImageFiles, new_stem
from tests.articles import picture_files as made
from tests.articles.test_pictures import SRGB, file_of, photograph, scene

LINE = "Christopher Polk/MTV1415/Getty Images Entertainment/Getty Images"
MADE_BY_AI = "trainedAlgorithmicMedia"


@pytest.fixture
def sizes(settings):
    """Small pictures, so that the tests are quick."""
    settings.PICTURE_WIDTHS, settings.PICTURE_FORMATS = [48, 96], ["webp", "jpg"]
    return settings


@pytest.fixture
def image(db, sizes):
    """A picture with all its files and rights in the record."""
    image = Image(title="Polk", alt="Two men", copyright_notice="© 2015 Getty Images", source_type="digitalCapture")
    image.web_statement, image.licensor_url = "https://example.org/terms", "https://example.org/buy"
    image.usage_terms = "Not in Finland."
    image.save()
    image.credits.create(line=LINE, creator="Christopher Polk", agency="Getty Images")
    image.files.store(made.jpeg(made.xmp_segment(made.packet("<photoshop:Credit>Getty</photoshop:Credit>"))))
    record(image)
    return Image.objects.get()


def contents(image):
    """Return the bytes of every rendition by name."""
    return {r["name"]: image.files.read(r["name"]) for r in image.renditions}


def on_disk():
    """Return the stems that storage has files of."""
    folders, _ = default_storage.listdir("pictures")
    return {stem for stem in folders if default_storage.listdir(f"pictures/{stem}")[1]}


def test_every_rendition_says_who_made_it_and_what_may_be_done(image):
    files = contents(image)
    assert set(files) == {"16.jpg", "16.webp", "card.16.jpg", "card.16.webp", "shared.jpg"}
    for content in files.values():
        found = read_metadata(content)
        assert (found.creators, found.credit_line) == (["Christopher Polk"], LINE)
        assert (found.copyright_notice, found.usage_terms) == ("© 2015 Getty Images", "Not in Finland.")
        assert (found.web_statement, found.licensor_url) == ("https://example.org/terms", "https://example.org/buy")
        assert found.digital_source_type.endswith("/digitalCapture")
        Pillow.open(BytesIO(content)).load()
    assert not read_metadata(image.files.read(image.original)).raw


def test_the_files_of_a_placeholder_say_nothing_of_a_photographer_or_of_rights(image):
    pixels = {name: Pillow.open(BytesIO(content)).tobytes() for name, content in contents(image).items()}
    image.placeholder = True
    image.save()
    image.files.renew()
    image.refresh_from_db()
    files = contents(image)
    assert {name: Pillow.open(BytesIO(content)).tobytes() for name, content in files.items()} == pixels
    for content in files.values():
        found = read_metadata(content)
        assert (found.creators, found.credit_line, found.copyright_notice, found.raw) == ([], "", "", {})
        assert b"Polk" not in content
        assert b"Getty" not in content
    assert image.credit == LINE


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed: apt install exiftool")
def test_exiftool_reads_the_same_credit_from_every_rendition(image):
    paths = [default_storage.path(path) for path in image.files.paths if "original" not in path]
    said = subprocess.run(["exiftool", "-j", *paths], check=True, capture_output=True, timeout=60).stdout
    for found in json.loads(said):
        assert (found["Credit"], found["Creator"], found["Rights"]) == (LINE, "Christopher Polk", "© 2015 Getty Images")
        assert "Warning" not in found


def test_a_corrected_credit_makes_new_files_under_new_names_and_old_names_lead_there(
    image, client, django_capture_on_commit_callbacks
):
    before, pixels = image.stem, {n: Pillow.open(BytesIO(c)).tobytes() for n, c in contents(image).items()}
    image.released_from = image.added
    image.save()
    with django_capture_on_commit_callbacks(execute=True):
        image.credits.update(line="Chris Polk/Getty Images")
        image.files.renew()
    image = Image.objects.get()
    assert image.stem != before
    assert on_disk() == {image.stem}
    for name, content in contents(image).items():
        assert read_metadata(content).credit_line == "Chris Polk/Getty Images"
        assert Pillow.open(BytesIO(content)).tobytes() == pixels[name]
    response = client.get(f"/pictures/{before}/16.webp")
    assert (response.status_code, response["Location"]) == (301, image.sizes.url_of({"name": "16.webp"}))
    assert response["Cache-Control"] == "no-cache"
    assert client.get(f"/pictures/{before}/4000.webp")["Location"] == image.sizes.src


def test_files_that_cannot_be_made_do_not_keep_a_credit_from_being_corrected(image, caplog):
    default_storage.delete(image.files.path_of(image.original))
    image.credits.update(line="Chris Polk/Getty Images")
    assert image.files.make_if_stale() is None
    assert record(image)
    assert "could not be made" in caplog.text
    assert Image.objects.get().stem == image.stem
    with pytest.raises(CommandError, match="1 image"):
        call_command("renditions", stderr=StringIO())


def test_a_change_of_sizes_is_made_by_command_once_and_silently(image, sizes, capsys):
    versions, stem = FactVersion.objects.count(), image.stem
    sizes.PICTURE_FORMATS = ["avif", "webp", "jpg"]
    call_command("renditions", "--dry-run")
    call_command("renditions")
    call_command("renditions")
    assert capsys.readouterr().out.splitlines() == [
        "1 image is out of date.",
        "1 of 1: Polk",
        "0 images are out of date.",
    ]
    image = Image.objects.get()
    assert (image.stem != stem, FactVersion.objects.count()) == (True, versions + 1)
    assert {r["type"] for r in image.renditions} == {"image/avif", "image/webp", "image/jpeg"}
    assert all(read_metadata(content).credit_line == LINE for content in contents(image).values())
    assert not Change.objects.exists()


def test_an_interrupted_command_goes_on_where_it_stopped(image, sizes, monkeypatch):
    other = Image(title="Other")
    other.files.store(file_of(scene(), "PNG"))
    record(other)
    sizes.PICTURE_WIDTHS = [24]
    renew, calls = ImageFiles.renew, []

    def interrupted(self):
        calls.append(self.image.pk)
        if len(calls) == 2:
            raise KeyboardInterrupt
        renew(self)

    monkeypatch.setattr(ImageFiles, "renew", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call_command("renditions")
    monkeypatch.undo()
    sizes.PICTURE_WIDTHS = [24]
    done = Image.objects.get(pk=calls[0])
    call_command("renditions")
    assert Image.objects.get(pk=calls[0]).stem == done.stem
    assert all(i.recipe == i.files.fingerprint() for i in Image.objects.all())


def test_another_file_under_the_same_credit_is_recorded_and_the_old_one_goes(image, django_capture_on_commit_callbacks):
    before = image.stem
    with django_capture_on_commit_callbacks(execute=True):
        image.files.store(file_of(photograph(), "PNG"))
        assert record(image)
    assert on_disk() == {image.stem} != {before}
    assert (image.width, image.credit) == (120, LINE)
    assert read_metadata(image.files.read("96.jpg")).credit_line == LINE
    assert image.former_stems.get().stem == before
    assert image.readings.count() == 2


def test_a_file_that_is_refused_changes_nothing(image):
    with pytest.raises(InvalidPicture):
        image.files.store(b"no picture")
    assert (image.stem, on_disk()) == (Image.objects.get().stem, {image.stem})


def test_what_the_file_said_is_kept_and_offered_and_never_written(image):
    assert image.latest_reading.found == {"credit_line": "Getty"}
    assert image.latest_reading.raw["XMP"]
    assert image.credit == LINE


def test_the_same_file_is_known_again(image):
    upload = made.jpeg(made.xmp_segment(made.packet("<photoshop:Credit>Getty</photoshop:Credit>")))
    assert list(Image.objects.same_file(upload)) == list(Image.objects.same_file(BytesIO(upload))) == [image]
    assert not Image.objects.same_file(upload + b"0").exists()


@pytest.mark.parametrize("size", [(6000, 4000), (4000, 6000), (1200, 630), (300, 200), (5000, 400), (50, 900)])
@pytest.mark.parametrize("focus", [(0.5, 0.5), (0, 0), (1, 1), (0.9, 0.1)])
def test_the_picture_for_shared_links_holds_the_focal_point_and_enlarges_nothing(size, focus):
    left, top, right, bottom = crop_box(size, focus)
    assert left - 1e-6 <= focus[0] * size[0] <= right + 1e-6
    assert top - 1e-6 <= focus[1] * size[1] <= bottom + 1e-6
    assert (right - left) / (bottom - top) == pytest.approx(1200 / 630)


@pytest.mark.parametrize(
    "size, focus, place",
    [
        ((900, 1200), (0.5, 0.1), (0, 0)),  # upright: the head at its top is kept
        ((900, 1200), (0.5, 0.9), (0, 600)),
        ((2000, 500), (0.05, 0.5), (0, 0)),
        ((2000, 500), (0.95, 0.5), (1250, 0)),
    ],
)
def test_a_card_shows_the_part_around_the_focal_point(size, focus, place):
    master, (x, y) = (
        Pillow.new("RGB", size, "navy"),
        (round(share * side) for share, side in zip(focus, size, strict=True)),
    )
    master.paste("red", (x - 25, y - 25, x + 25, y + 25))
    left, top, right, bottom = crop_box(size, focus, CARD_RATIO)
    assert (round(left), round(top)) == place
    assert (right - left) / (bottom - top) == pytest.approx(3 / 2)
    [large, small] = make_cards(file_of(master, "PNG"), focus, ["jpg"])
    assert (small.width, small.height) == (480, 320)
    assert (large.width, large.height) == (min(800, round(right - left)), round(min(800, right - left) / 1.5))
    for card in (large, small):
        red = Pillow.open(BytesIO(card.content)).resize((30, 20)).getchannel("R")
        assert red.getextrema()[1] > 100


def test_a_picture_in_the_shape_of_cards_is_not_cropped_and_a_small_one_not_enlarged():
    assert list(make_cards(file_of(scene(size=(1200, 800)), "JPEG"), (0.5, 0.5))) == []
    [only] = make_cards(file_of(scene(size=(300, 300)), "JPEG"), (0.5, 0.5))
    assert (only.width, only.height) == (300, 200)


def test_cards_are_cropped_and_the_article_shows_the_whole_picture(client, image, article, ana):
    Image.objects.filter(pk=article.lead_image_id).update(
        renditions=image.renditions, stem=new_stem(), width=image.width, height=image.height
    )
    article.publish(ana, Kind.UPDATE)
    section, page = client.get("/culture/").text, client.get("/culture/songwriters/").text
    assert "/card.16.jpg" in section
    assert "/16.jpg" not in section
    assert "card." not in page


sides, places = st.integers(1, LONGEST_SIDE), st.floats(0, 1)


@given(size=st.tuples(sides, sides), focus=st.tuples(places, places), scale=st.integers(1, 8))
@example(size=(734, 328), focus=(0.5, 0.5), scale=1)
@example(size=(LONGEST_SIDE, LONGEST_SIDE), focus=(1, 1), scale=8)
def test_the_part_for_shared_links_is_never_outside_of_the_picture(size, focus, scale):
    decoded = tuple(max(side // scale, 1) for side in size)  # as a decoder scales a large file down
    for within, part in ((size, crop_box(size, focus)), (decoded, scale_box(crop_box(size, focus), size, decoded))):
        left, top, right, bottom = part
        assert 0 <= left < right <= within[0]
        assert 0 <= top < bottom <= within[1]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    "size", [(734, 328), (733, 328), (40, 21), (41, 21), (40, 22), (1201, 630), (1200, 631), (900, 1), (1, 900), (1, 1)]
)
def test_a_sound_picture_of_any_shape_is_taken(db, sizes, form, size):
    image = Image(title="Wide")
    image.files.store(file_of(scene(size=size), form))
    assert "shared.jpg" in [rendition["name"] for rendition in image.renditions]
    assert (image.width, image.height) == size


@pytest.mark.parametrize("step", ["resize", "thumbnail", "save"])
def test_a_failure_of_ours_is_logged_and_said_as_ours(db, sizes, monkeypatch, caplog, step):
    def broken(*args, **kwargs):
        raise ValueError("Box can't exceed original image size")

    upload = file_of(scene(), "JPEG")
    monkeypatch.setattr(Pillow.Image, step, broken)
    with pytest.raises(ProcessingFailed, match="The file is not the reason"):
        Image(title="Sound").files.store(upload)
    assert "Box can't exceed" in caplog.text


def test_the_focal_point_moves_the_crop():
    master = file_of(scene(size=(2400, 2400)), "JPEG")
    top, bottom = (Pillow.open(BytesIO(shared_rendition(master, (0, y)).content)).convert("RGB") for y in (0, 1))
    assert top.size == bottom.size == (1200, 630)
    assert top.getpixel((20, 20))[0] > 150  # the red corner
    assert bottom.getpixel((20, 600))[2] > 150  # the blue one


def test_a_see_through_picture_stands_on_white_in_a_jpeg():
    clear = scene("RGBA")
    clear.putalpha(0)
    flat = Pillow.open(BytesIO(shared_rendition(file_of(clear, "PNG"), (0.5, 0.5)).content))
    assert flat.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("options", [{}, {"xmp": b"<old/>"}, {"icc_profile": SRGB}, {"lossless": True}])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_packet_is_exchanged_in_every_form_of_webp_without_touching_a_pixel(mode, options):
    image = scene(mode)
    if mode == "RGBA":
        image.putpixel((3, 3), (1, 2, 3, 40))
    before = file_of(image, "WEBP", **options)
    after = replace_xmp(replace_xmp(before, b"<odd/>"), b"<x>even</x>")
    one, other = (Pillow.open(BytesIO(content)) for content in (before, after))
    assert (one.mode, one.tobytes()) == (other.mode, other.tobytes())
    assert other.info["xmp"] == b"<x>even</x>"
    assert other.info.get("icc_profile") == one.info.get("icc_profile")


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"RIFF1234WEBPVP8X", b"GIF89a", file_of(scene(), "AVIF")])
def test_a_form_without_a_known_place_for_the_packet_is_refused(content):
    with pytest.raises(InvalidPicture):
        replace_xmp(content, b"<x/>")


def test_ai_is_told_of_on_the_page(client, article, ana, stage):
    stage.source_type = MADE_BY_AI
    stage.save()
    article.publish(ana, "update")
    page = client.get("/culture/songwriters/").content.decode()
    assert page.count('<span class="made-by">Made with AI</span>') == 2
    assert "digitalsourcetype/trainedAlgorithmicMedia" in page
    assert '<span class="made-by">Made with AI</span>' in client.get("/culture/").content.decode()


def test_no_file_is_left_outside_the_media_folder(image, settings):
    assert all(Path(default_storage.path(path)).is_relative_to(settings.MEDIA_ROOT) for path in image.files.paths)


def test_an_upload_is_decoded_once_for_all_its_files(db, sizes, monkeypatch):
    opened = []
    monkeypatch.setattr("articles.images.renditions.open_master", lambda *_: opened.append(1))
    image = Image(title="Once")
    image.files.store(file_of(scene(size=(900, 600)), "JPEG"))
    assert (len(image.renditions) > 1, opened) == (True, [])
