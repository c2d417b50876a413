# ruff: noqa: E402 (models can be imported only when Django is set up)
"""How the picture desk's questions and the readers' grow with the number of images, and what an upload costs.

    python tests/benchmarks/images.py [how many, 10000]
    python tests/benchmarks/images.py upload [megapixels, 24] [kind of file, JPEG]

Works in a database of its own that goes with it: in memory, or `DATABASE_URL`'s server with a name of its own.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp())

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases
from django.utils import timezone

from articles.models import Image, ImageCredit, ImageWord, Right
from articles.models.images.search import words_of
from articles.models.images.terms import credit_terms

FIRST = ["Ines", "Tomas", "Lior", "Mara", "Jonas", "Petra", "Abel", "Runa", "Sadiq", "Vera"]
LAST = ["Okafor", "Farrow", "Haddad", "Lindqvist", "Nwosu", "Marsh", "Quill", "Abara", "Weir", "Sand"]
AGENCIES = ["Reuters", "AP", "Getty Images", "AFP", "Magnum Photos"]


def fill(start, stop):
    """Add images with a credit each, some with rights, and index them."""
    now = timezone.now()
    images = [
        Image(
            title=f"Picture {n} of the harbour {n % 97}",
            caption=f"{LAST[n % 10]} at quay {n % 31} in the rain",
            alt="" if n % 50 == 0 else "A quay",
            place=["Oslo", "Lagos", "Lima"][n % 3],
            renditions=[{"name": "640.jpg", "width": 640, "height": 427, "type": "image/jpeg"}],
            source_type="trainedAlgorithmicMedia" if n % 40 == 0 else "digitalCapture",
            killed_at=now if n % 200 == 0 else None,
        )
        for n in range(start, stop)
    ]
    Image.objects.bulk_create(images, 500)
    credits = [
        ImageCredit(image=image, line=f"{FIRST[n % 10]} {LAST[n // 10 % 10]}/{AGENCIES[n % 5]}", agency=AGENCIES[n % 5])
        for n, image in enumerate(images, start)
        if n % 30
    ]
    ImageCredit.objects.bulk_create(credits, 500)
    lines = {credit.image_id: credit.line for credit in credits}
    days = timezone.timedelta
    rights = [Right(image=i, until=now + days(days=n % 60)) for n, i in enumerate(images, start) if n % 20 == 0]
    Right.objects.bulk_create(rights, 500)
    words = [
        ImageWord(image=i, word=w) for i in images for w in words_of(i.title, i.caption, i.place, lines.get(i.pk, ""))
    ]
    of_image = {credit.image_id: [credit] for credit in credits}
    words += [ImageWord(image=i, word=term) for i in images for term in credit_terms(of_image.get(i.pk, []))]
    ImageWord.objects.bulk_create(words, 2000)


def questions(now):
    """Return what the desk asks, by name; each gives one page with its parts."""
    images = Image.objects

    def page(found):
        return lambda: found.newest()[:50].with_parts()

    return {
        "list": page(images.unmerged()),
        "search, one word": page(images.search("farrow")),
        "search, rare word": page(images.search("7123")),
        "search, two beginnings": page(images.search("ines reut")),
        "search, nothing": page(images.search("zebra")),
        "without credit": page(images.without_credit()),
        "without alternative text": page(images.without_alt()),
        "rights end soon": lambda: images.ending_soon(now)[:50].with_parts(),
        "of an agency": page(images.from_agency("Reuters")),
        "cannot be used": page(images.unusable_at(now)),
        "unused": page(images.unused()),
        "killed": page(images.killed()),
        "made by a machine": page(images.by_machine()),
        "public credits": page(images.public_at(now).usable_at(now)),
    }


def measured(now):
    """Return (milliseconds, queries) by name: the median of seven."""
    found = {}
    for name, ask in questions(now).items():
        ask()
        times = []
        for _ in range(7):
            start = time.perf_counter()
            ask()
            times.append((time.perf_counter() - start) * 1000)
        with CaptureQueriesContext(connection) as captured:
            ask()
        found[name] = (statistics.median(times), len(captured))
    return found


ON_ITS_SIDE = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06" + bytes(6)  # orientation 6
# By kind of file: Pillow's mode, format and options.
KINDS = {
    "JPEG": ("RGB", "JPEG", {"quality": 80}),
    "turned": ("RGB", "JPEG", {"quality": 80, "exif": ON_ITS_SIDE}),
    "CMYK": ("CMYK", "JPEG", {"quality": 80}),
    "progressive": ("RGB", "JPEG", {"quality": 80, "progressive": True}),
    "progressive-444": ("RGB", "JPEG", {"quality": 80, "progressive": True, "subsampling": "4:4:4"}),
    "PNG": ("RGB", "PNG", {"compress_level": 3}),
    "RGBA": ("RGBA", "PNG", {"compress_level": 3}),
    "GIF": ("P", "GIF", {}),
    "TIFF": ("RGB", "TIFF", {"compression": "jpeg", "quality": 95}),
    "WEBP": ("RGB", "WEBP", {"quality": 80, "method": 0}),
    "AVIF": ("RGB", "AVIF", {"quality": 60, "speed": 10}),
    "HEIC": ("RGB", "HEIF", {"quality": 60}),
}


def photograph(megapixels, kind, file):
    """Write a picture that does not compress to nothing into a file, by a process whose memory is not ours."""
    height = int((megapixels * 1_000_000 / 1.5) ** 0.5)
    mode, file_format, options = KINDS[kind]
    make = "import pillow_heif; pillow_heif.register_heif_opener();" if kind == "HEIC" else ""
    make += (
        "import sys, io; from PIL import Image, ImageFilter; Image.MAX_IMAGE_PIXELS = None;"
        f"mode, n = {mode!r}, Image.effect_noise(({height * 3 // 2}, {height}), 40).filter(ImageFilter.BoxBlur(3));"
        "m = Image.merge('RGBA', [n, n.rotate(180), n, n.rotate(180)]).convert('RGB' if mode == 'P' else mode);"
        "m = m.quantize(64, method=2) if mode == 'P' else m; out = io.BytesIO();"
        f"m.save(out, {file_format!r}, **{options!r}); sys.stdout.buffer.write(out.getvalue())"
    )
    subprocess.run([sys.executable, "-c", make], check=True, stdout=file)


def upload(megapixels, kind):
    """Print what a file costs, from the upload to all its renditions, and a corrected credit."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file:
        settings.MEDIA_ROOT, settings.MAX_PICTURE_BYTES = folder, 10**9
        photograph(megapixels, kind, file)
        image = Image(title="Large")
        start = time.process_time()
        image.files.store(file)
        took = time.process_time() - start
        image.credits.create(line="Ines Okafor/Reuters", creator="Ines Okafor")
        start = time.perf_counter()
        image.files.renew()
        stamped = time.perf_counter() - start
        size = f"{kind}, {megapixels} megapixels ({file.seek(0, os.SEEK_END) / 1_000_000:.0f} MB)"
        kept = f"{len(image.renditions)} files, kept as {image.width} x {image.height}"
        print(f"upload of {size}: {took:.2f} s CPU, {kept}")
        print(f"credit corrected, new files: {stamped * 1000:.0f} ms")


def main(most):
    """Fill, ask, fill more, ask again, and print the ratios."""
    old = setup_databases(verbosity=0, interactive=False)
    try:
        fill(0, 100)
        connection.cursor().execute("ANALYZE")
        few = measured(timezone.now())
        fill(100, most)
        connection.cursor().execute("ANALYZE")
        many = measured(timezone.now())
        print(f"{connection.vendor}: {'':22} {'100':>9} {most:>9}   ratio  queries")
        for name, (ms, queries) in many.items():
            print(f"{name:32} {few[name][0]:6.2f} ms {ms:6.2f} ms {ms / few[name][0]:7.1f} {queries:8}")
    finally:
        teardown_databases(old, verbosity=0)


def megabytes():
    """Return the most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main_upload(megapixels, kind):
    """The upload, in a process of its own so that the memory is its own."""
    old = setup_databases(verbosity=0, interactive=False)
    try:
        before = megabytes()
        upload(megapixels, kind)
        print(f"memory at most: {megabytes()} MB (began at {before})")
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    if "upload" in sys.argv:
        main_upload(float(sys.argv[2]) if len(sys.argv) > 2 else 24, sys.argv[3] if len(sys.argv) > 3 else "JPEG")
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
