"""The ledger's tables, once for SQLite and PostgreSQL.

Every row is one record: `record` holds it whole, as JSON, and is what is read back; the other columns are there to be
searched by. `known_at` is when the world could know it (of an issue of `ingest`: when it arose).
`current` is false for what another method, or a better sighting of the article, has superseded; nothing is deleted
because of it. `live` is the same for an edge.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
    text,
)

from accordingto.model import require_utc


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone and PostgreSQL answers in the session's, so both are put right here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None:
            require_utc(value, "a moment in the ledger")
        return value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is None:
            return None if value is None else value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


metadata = MetaData()

ledger_versions = Table(
    "ledger_versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("applied_at", UtcDateTime, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", Text, nullable=False, index=True),
    Column("known_at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", Text, index=True),
    Column("publisher", Text, index=True),
    Column("known_at", UtcDateTime, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

# What a reading holds beside its attributions and event mentions, which have tables of their own.
readings = Table(
    "readings",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("method_id", String, primary_key=True),
    Column("current", Boolean, nullable=False),
    Column("known_at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
)

attributions = Table(
    "attributions",
    metadata,
    Column("id", String, primary_key=True),
    Column("method_id", String, primary_key=True),
    Column("article_id", String, nullable=False, index=True),
    Column("author_key", Text),
    Column("is_speech", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("known_at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_attributions_author", "author_key", "known_at"),
)

event_mentions = Table(
    "event_mentions",
    metadata,
    Column("id", String, primary_key=True),
    Column("method_id", String, primary_key=True),
    Column("article_id", String, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("starts", Date),
    Column("ends", Date),
    Column("current", Boolean, nullable=False),
    Column("known_at", UtcDateTime, nullable=False, index=True),
    Column("record", Text, nullable=False),
    Index("ix_event_mentions_period", "starts", "type"),
    # Where mentions stand in line, so that many are placed without reading their rows.
    Index("ix_event_mentions_places", "id", "current", "known_at", "starts", "ends"),
)

# Issues of a reading carry its method and are superseded with it; those of other stages have method_id "".
issues = Table(
    "issues",
    metadata,
    Column("id", String, primary_key=True),
    Column("method_id", String, primary_key=True),
    Column("article_id", String, index=True),
    Column("stage", String, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("known_at", UtcDateTime, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

# By which strings a record (an article or an event mention) meets those it may be linked with: under each key they
# stand in line by `at`, which is when the report became known and then the record's id.
block_keys = Table(
    "block_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", String, primary_key=True),
    Column("record_id", String, nullable=False),
    Column("article_id", String, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Which reading of an article has been linked, and by which method.
links = Table(
    "links",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("method_id", String, nullable=False),
)

SAME_ACTOR = text("relation = 'same_actor'")  # a literal: neither database uses a partial index for a parameter
edges = Table(
    "edges",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("left_id", String, nullable=False),
    Column("right_id", String, nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("judgement", String, nullable=False),
    Column("by_person", Boolean, nullable=False),
    Column("live", Boolean, nullable=False, server_default=false()),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("known_at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    Column("score", Float, nullable=False, server_default=text("0")),
    # All that clustering takes of an edge, so that it reads neither the row nor the record.
    Index("ix_edges_left", *("left_id relation by_person live known_at right_id judgement score".split())),
    # Every view follows all of these, and there are a handful among millions.
    Index("ix_edges_same_actor", "known_at", sqlite_where=SAME_ACTOR, postgresql_where=SAME_ACTOR),
)

# What people found a single record to be, or one of its fields.
corrections = Table(
    "corrections",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("record_id", String, nullable=False, index=True),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
)

# Which event mentions may be of one event: the component of every edge that ever spoke for it, under the id of its
# least member. Derivation splits it again; no event ever crosses it. Mentions without such an edge are not here.
clusters = Table(
    "clusters",
    metadata,
    Column("mention_id", String, primary_key=True),
    Column("cluster_id", String, nullable=False, index=True),
)

# The words of places and months under which the mentions of a cluster stand in line (see `timeline`), so that clusters
# of a place and a period are found, whichever of their mentions tell the one and the other. A mention outside all
# clusters is its own.
cluster_words = Table(
    "cluster_words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("cluster_id", String, primary_key=True),
    sqlite_with_rowid=False,
)

# Mentions under a few words each (their days, months and places), in line by when they became known: see `timeline`.
timeline = Table(
    "timeline",
    metadata,
    Column("word", Text, primary_key=True),
    Column("at", String, primary_key=True),
    Column("mention_id", String, nullable=False),
    sqlite_with_rowid=False,
)

# The event that each mention heads if it is the earliest known of one, so that an event is found by its id.
heads = Table(
    "heads",
    metadata,
    Column("event_id", String, primary_key=True),
    Column("mention_id", String, nullable=False),
    sqlite_with_rowid=False,
)

# What servers gave to ask by next time whether a page has changed.
fetches = Table(
    "fetches",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
)
