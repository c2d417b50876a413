"""Canonical JSON: the one text of a mapping (RFC 8785 in spirit: sorted keys, no white space)."""

import json


def canonical(content):
    """Return the mapping as canonical JSON: sorted keys, no white space, characters as they are."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
