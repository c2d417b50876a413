# ruff: noqa: E402 (models can be imported only when Django is set up)
"""How long hostile picture files hold up the reader of their metadata, as ratios of an ordinary file's time.

python tests/benchmarks/embedded.py
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp())

import django

django.setup()

from articles.images.metadata import read_metadata
from tests.articles import picture_files as made
from tests.articles.test_embedded_damage import BOMBS, CREDIT, HOSTILE, PICTURES


def milliseconds(file):
    """Return the least of seven readings' times, in milliseconds."""
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        read_metadata(file)
        times.append(1_000 * (time.perf_counter() - begun))
    return min(times)


if __name__ == "__main__":
    ordinary = milliseconds(PICTURES[0])
    print(f"an ordinary JPEG: {ordinary:.2f} ms")
    bombs = {name: made.jpeg(made.xmp_segment(text.encode()), CREDIT) for name, text in BOMBS.items()}
    for name, file in (bombs | HOSTILE).items():
        taken = milliseconds(file)
        print(f"{taken / ordinary:8.1f} times, {taken:6.2f} ms: {name}")
