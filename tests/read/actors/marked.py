"""Texts with their mentions marked: "<s He> said <a the army> shelled <r residents>." for source, agent, recipient."""

from __future__ import annotations

import re

from accordingto.model import Actor, Span
from accordingto.read.actors import ActorList, ActorSpan, joint_actor, resolve_actors
from tests.factory import make_article

_MARK = re.compile(r"<([sar]) ([^<>]*)>")
_ROLES = {"s": "source", "a": "agent", "r": "recipient"}


def plain_and_mentions(marked: str) -> tuple[str, list[ActorSpan]]:
    """The text without marks, and the mentions in its order."""
    text, mentions, behind = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[behind : match.start()]
        mentions.append(ActorSpan(Span(len(text), len(text) + len(match.group(2))), _ROLES[match.group(1)]))
        text += match.group(2)
        behind = match.end()
    return text + marked[behind:], mentions


def resolved(
    marked: str, *, publisher: str | None = "Northern Courier", actor_list: ActorList | None = None
) -> list[Actor | None]:
    """The actor of each mark in order, None where nobody is named."""
    text, mentions = plain_and_mentions(marked)
    actors = resolve_actors(make_article(text, publisher=publisher), mentions, actor_list=actor_list)
    return [joint_actor(actors.get(mention.span, ())) for mention in mentions]


def names(marked: str) -> list[str | None]:
    return [actor.name if actor is not None else None for actor in resolved(marked)]


def kinds(marked: str) -> list[str | None]:
    return [actor.kind.value if actor is not None and actor.kind is not None else None for actor in resolved(marked)]
