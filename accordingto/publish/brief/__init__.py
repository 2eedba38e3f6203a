"""What is new, what changed and what is disputed since a moment, each line with its sources."""

from __future__ import annotations

from accordingto.publish.brief.lines import Brief, Line, Source, brief_of
from accordingto.publish.brief.pages import brief_files, mail_html
from accordingto.publish.brief.texts import markdown, plain

__all__ = ["Brief", "Line", "Source", "brief_files", "brief_of", "mail_html", "markdown", "plain"]
