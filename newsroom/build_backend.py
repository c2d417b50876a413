"""Setuptools as the build backend, which refuses to build what could not run.

The templates and `manage.py` are not in the packages: Newsroom runs from its clone.
"""

from setuptools.build_meta import *  # noqa: F403 (every hook of PEP 517 and PEP 660)


def build_wheel(*args, **kwargs):
    """Refuse to build a wheel: `pip install .` asks for one, and `pip install -e .` does not."""
    raise SystemExit("Newsroom runs from its clone. Install it with: pip install -e .")


def get_requires_for_build_wheel(config_settings=None):
    """Refuse as early as pip asks anything, so that the sentence is not far up in its output."""
    build_wheel()
