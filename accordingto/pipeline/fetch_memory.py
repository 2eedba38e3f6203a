"""What servers gave to ask by next time whether a page has changed, kept in the ledger between runs."""

from __future__ import annotations

from accordingto.ingest import Validators
from accordingto.ledger import Ledger


class FetchMemory:
    """Give `validators` to the `Fetcher`, and call `keep` once what was fetched is in the ledger, never before."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.validators = {
            url: Validators(etag, last_modified) for url, (etag, last_modified) in ledger.fetch_headers().items()
        }
        self._kept = dict(self.validators)

    def keep(self, *, ask_anew: str | None = None) -> None:
        """Store what is new; `ask_anew` is the address of a list that was not got through, to be read whole again."""
        if ask_anew is not None:
            self.validators.pop(ask_anew, None)
        changed = {url: (v.etag, v.last_modified) for url, v in self.validators.items() if self._kept.get(url) != v}
        if changed:
            self._ledger.keep_fetch_headers(changed)
        self._kept = dict(self.validators)
