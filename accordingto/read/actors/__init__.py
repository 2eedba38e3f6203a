"""Who it is: from the spans of sources, agents and recipients to actors with the fullest name the report gives.

"he", "the ministry", "the statement", surnames and abbreviations are resolved inside the article; the actor list adds
kind, country and the key by which reports meet. Nothing is guessed: whom nobody can name is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accordingto.model import Actor, Article, Span
from accordingto.read.actors.actor_list import ActorEntry, ActorList
from accordingto.read.actors.candidates import SOURCE
from accordingto.read.actors.echoes import Named, is_crowd
from accordingto.read.actors.parties import Parties, parties_of
from accordingto.read.actors.resolver import Resolver, joint_actor

__all__ = [
    "ActorEntry",
    "ActorList",
    "ActorSpan",
    "Named",
    "Parties",
    "is_crowd",
    "joint_actor",
    "parties_of",
    "resolve_actors",
]


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """A place where the text names somebody; `role` is source, agent or recipient."""

    span: Span
    role: str


def resolve_actors(
    article: Article,
    mentions: Sequence[ActorSpan],
    *,
    actor_list: ActorList | None = None,
    setting: str | None = None,
) -> Mapping[Span, tuple[Actor, ...]]:
    """The actors of each mention by its span, several where it names them together ("Russia and Syria").

    Mentions nobody can be named for (an unresolvable "he") are absent.

    A span given in several roles is read as a source if it is one. Pure; `actor_list` defaults to the shipped one,
    `setting`, the country whose army "the army" is, to the one that the article names most.
    """
    resolver = Resolver(article.text, actor_list or ActorList.load(), article.publisher, setting)
    roles: dict[Span, str] = {}
    for mention in mentions:
        if mention.role == SOURCE or mention.span not in roles:
            roles[mention.span] = mention.role
    resolved = {span: resolver.resolve(span, roles[span]) for span in sorted(roles)}
    return {span: actors for span, actors in resolved.items() if actors}
