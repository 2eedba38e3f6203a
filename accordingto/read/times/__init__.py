"""Expressions of time and what they mean: TIMEX3 values and calendar days, by shapes and two anchors.

Method: the shape of an expression is read off its words (as SynTime does), its roles are put on the calendar against
the publication day or the last time spoken of (as HeidelTime does).
"""

from __future__ import annotations

from accordingto.read.times.dating import event_times, status_by_date
from accordingto.read.times.event_dates import event_time
from accordingto.read.times.tagger import anchor_day, find_times, publication_day

__all__ = ["anchor_day", "event_time", "event_times", "find_times", "publication_day", "status_by_date"]
