"""robots.txt, as RFC 9309 has it: which addresses a site lets us fetch, and how often it wants to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from accordingto.ingest.decoding import decode

MAX_ROBOTS_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB
MAX_CRAWL_DELAY_S = 30.0  # sites that ask for more are asked this often; a desk must get done


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows. `parsed` None: everything, or nothing where `refused` tells why."""

    parsed: Protego | None = None
    refused: str | None = None

    def allows(self, url: str, user_agent: str) -> bool:
        """Whether the host lets `user_agent` fetch `url`."""
        if self.parsed is None:
            return self.refused is None
        return bool(self.parsed.can_fetch(url, user_agent))

    def delay_s(self, user_agent: str) -> float:
        """The pause the host asks for between two requests; 0 if it asks for none."""
        asked = self.parsed.crawl_delay(user_agent) if self.parsed else None
        return min(max(asked or 0.0, 0.0), MAX_CRAWL_DELAY_S)


def rules_of(status: int, body: bytes) -> Rules:
    """The rules an answer to robots.txt gives: none if there is no such file, a full stop if the host is in trouble."""
    if status >= 500 or status == 429:
        return Rules(refused=f"its robots.txt cannot be had (HTTP {status})")
    if status >= 300:
        return Rules()
    return Rules(parsed=Protego.parse(decode(body[:MAX_ROBOTS_BYTES])))
