"""How much work something is, told the same on every machine: the calls it makes, not the time it takes."""

import sys


def steps(act):
    """Return how many Python and C functions are called while `act` runs."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count
