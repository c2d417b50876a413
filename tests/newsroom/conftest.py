"""What tests of fixtures share."""

import pytest

from tests.newsroom.fixture_files import EXAMPLE, write_pictures


@pytest.fixture
def example(tmp_path, clock):
    """The example of the README as a file, with its pictures."""
    write_pictures(tmp_path)
    path = tmp_path / "harbour.json"
    path.write_text(EXAMPLE)
    return path
