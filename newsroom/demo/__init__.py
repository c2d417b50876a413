"""The demonstration: stories as TOML files, what builds a fixture from them, and the fixture."""

from pathlib import Path

FIXTURE = Path(__file__).parent.parent / "fixtures" / "demo.json"
PICTURES = FIXTURE.with_suffix("")
