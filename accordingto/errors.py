"""Every exception accordingto raises on purpose.

    AccordingtoError
    ├── SourceError         a source named by the user cannot be opened or understood at all
    ├── FetchError          a URL could not be fetched
    │   └── RefusedURL      a URL was refused before any byte was sent (scheme, private address, robots)
    ├── GazetteerError      the gazetteer file is missing or unreadable
    ├── ModelError          the trained reader's files are missing or do not belong together
    ├── LedgerError         the ledger cannot be opened, written or migrated
    │   └── LedgerVersionError  the ledger was written by a newer version of accordingto
    ├── SettingsError       a setting has an unknown name or a wrong value
    ├── PublishError        the checks before publication failed; nothing was written
    └── MailError           a mail could not be made, or the server did not take it for everybody

Bad *content* (an empty page, a date that fits nothing) is never an exception: it is an
`accordingto.model.Issue`, stored in the ledger and shown. An exception means the world is broken.
"""

from __future__ import annotations


class AccordingtoError(Exception):
    """Base of all errors raised on purpose; its text is one sentence fit to be shown to a user."""


class SourceError(AccordingtoError):
    """A source named by the user cannot be opened or understood at all; the message holds its path or URL."""


class FetchError(AccordingtoError):
    """A URL could not be fetched; `url` says which."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class RefusedURL(FetchError):
    """A URL was refused before any byte was sent: scheme, private address, or the site's robots.txt."""


class GazetteerError(AccordingtoError):
    """The gazetteer file is missing or unreadable; the message holds its path."""


class ModelError(AccordingtoError):
    """The trained reader's files are missing or do not belong together; the message holds their path."""


class LedgerError(AccordingtoError):
    """The ledger cannot be opened, written or migrated; the message holds its address without password."""


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer version of accordingto than this one."""


class SettingsError(AccordingtoError):
    """A setting has an unknown name or a wrong value; the message names file, line and remedy."""


class PublishError(AccordingtoError):
    """The checks before publication failed; nothing was written."""


class MailError(AccordingtoError):
    """A mail could not be made, or the server did not take it for everybody; the message never holds a password."""
