"""The admin of events and timelines."""

from timeline.admin import event, timeline

__all__ = ["event", "timeline"]
