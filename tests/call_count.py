"""The cost of a piece of work in calls of functions, which is the same on every machine; time is not."""

import sys


def count_calls(action):
    """Return how many Python and C functions are called while `action` runs."""
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count
