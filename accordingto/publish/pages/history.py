"""What each report added to an event, in the order they became known: the first telling, who confirms, who denies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accordingto.model import Appearance, Claim, Event, Figure, Polarity
from accordingto.publish.pages.cards import author_name
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import amount, joined, one_line

AUTHORS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One report and what became known by it."""

    known: str
    outlet: str
    title: str
    article_id: str
    lines: tuple[str, ...]


def history(situation: Situation, event: Event) -> tuple[Addition, ...]:
    said: set[str] = set()
    figures: set[tuple[str, Figure]] = set()
    found = []
    for article in situation.articles_of(event):
        told = [(c, a) for c in event.claims for a in c.appearances if a.article_id == article.id]
        found.append(
            Addition(
                known=situation.minute(article.known_at),
                outlet=outlet(article),
                title=title(article),
                article_id=article.id,
                lines=tuple(_added(situation, told, said, figures)) or ("Repeats what was known.",),
            )
        )
        said |= {claim.id for claim, _ in told}
        figures |= {
            (claim.author.key, figure) for claim, told_in in told for figure in _given(situation, claim, told_in)
        }
    return tuple(found)


def _added(
    situation: Situation,
    told: list[tuple[Claim, Appearance]],
    said: set[str],
    figures: set[tuple[str, Figure]],
) -> list[str]:
    """What is new in one report: authors who speak for the first time, denials, figures not given before."""
    new = [claim for claim, _ in told if claim.id not in said]
    names = {polarity: _names(claim for claim in new if claim.polarity is polarity) for polarity in Polarity}
    lines = []
    if asserting := names[Polarity.ASSERTS]:
        lines.append(f"{'Also said' if said else 'First told'} by {joined(asserting, AUTHORS_SHOWN)}.")
    if denying := names[Polarity.DENIES]:
        lines.append(f"Denied by {joined(denying, AUTHORS_SHOWN)}.")
    if asking := names[Polarity.ASKS]:
        lines.append(f"Asked by {joined(asking, AUTHORS_SHOWN)}.")
    fresh = [
        f"{author_name(claim.author)}: {amount(figure.amount)} {one_line(figure.unit)}"
        for claim, appearance in told
        for figure in _given(situation, claim, appearance)
        if (claim.author.key, figure) not in figures
    ]
    if fresh:
        lines.append(f"Figures: {'; '.join(dict.fromkeys(fresh))}.")
    return lines


def _names(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(author_name(claim.author) for claim in claims))


def _given(situation: Situation, claim: Claim, appearance: Appearance) -> list[Figure]:
    """The figures of a claim that stand in one of the reports that tell it, whichever attribution gives them there."""
    mention = situation.mentions.get(appearance.mention_id)
    here = {(figure.unit, figure.amount) for figure in mention.figures} if mention else set()
    return [replace(figure, attribution_id=None) for figure in claim.figures if (figure.unit, figure.amount) in here]
