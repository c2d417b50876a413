"""The desk of this house: events and timelines."""

from timeline.admin import event, timeline

__all__ = ["event", "timeline"]
