"""What became of whom: amounts of people killed, injured, captured, displaced or missing, and of things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from accordingto.model import Amount, Article, Quantity, Span
from accordingto.read.lexer import WORD, Tokens, tokenise
from accordingto.read.quantities.amounts import AmountAt, find_amounts
from accordingto.read.quantities.rows import summed, with_row, with_those_before
from accordingto.read.quantities.weapons import equipment_at
from accordingto.read.quantities.words import INJURED, KILLED, QuantityWords, quantity_words

STATE_REACH = 12  # tokens between an amount and what is said of it: "12 civilians, three of them children, were killed"
ACT_REACH = 3  # tokens between a verb and the amount it has as object
SUM_REACH = 5  # "five government soldiers and two civilians"
PART_REACH = 5  # tokens in which a share of an amount goes on: "including five children and two women"
TOLL_REACH = 16  # "the death toll from the attack on the market in Idlib rose to 112"
NOUN_REACH = 4  # tokens between an article and the person it speaks of: "a young Syrian man"
_STOPS = frozenset((".", ";", "!", "?", "\n", ":"))
_TOLL_LINKS = frozenset(
    "to at of reached is was stands exceeds exceeded hit passed topped stood rose risen climbed".split()
)
_TAKING_LIVES = frozenset("took take takes taking taken claimed claim claims claiming cost costs costing".split())
_LEAVING = frozenset(("left", "leaves", "leaving", "leave"))
_AGE = ["-", "year", "-", "old"]
LEAVING_REACH = 8  # "left a child dead and a woman injured"
_NOBODY = frozenset(("nobody", "none"))
_SINGULAR_AUX = frozenset(("was", "is"))
_LOSSES = {"casualties": (KILLED, INJURED), "deaths": (KILLED,), "fatalities": (KILLED,), "injuries": (INJURED,)}
_OBJECTS = frozenset(
    "the a an his her its their at more some dozens scores hundreds thousands over about nearly".split()
)
_CASUALTIES = frozenset((KILLED, INJURED))
_DEATH_OF = frozenset("killing assassination murder death execution beheading".split())


@dataclass(frozen=True, slots=True)
class _Counted:
    first: int
    last: int
    amount: Amount
    unit: str


def find_quantities(article: Article) -> tuple[Quantity, ...]:
    """The amounts of people and equipment in `article`, in the order of the text.

    A unit is killed, injured, captured, displaced or missing where the text says that of the people counted, else the
    noun that is counted. A person spoken of singly ("a child was killed") counts 1; "no casualties" counts 0.
    """
    tokens, words = tokenise(article.text), quantity_words("en")
    amounts = {found.first: found for found in find_amounts(tokens, words)}
    counted = [*_amounts(tokens, words), *_singles(tokens, words), *_zeros(tokens)]
    whole = (_with_row(item, tokens, amounts, words) for item in counted)
    quantities: list[Quantity] = []
    for item in sorted(whole, key=lambda item: (item.first, -item.last)):
        span = Span(tokens.starts[item.first], tokens.ends[item.last])
        if quantities and quantities[-1].span.overlaps(span) and quantities[-1].span != span:
            continue
        quantities.append(Quantity(article_id=article.id, span=span, amount=item.amount, unit=item.unit))
    return tuple(quantities)


def _amounts(tokens: Tokens, words: QuantityWords) -> Iterator[_Counted]:
    """The amounts that count people or things; "five soldiers and two civilians" killed are seven."""
    pending: _Counted | None = None
    for found in find_amounts(tokens, words):
        unit = _unit_of(tokens, found, words)
        if pending is not None and _adds_up(tokens, pending, found, unit, words):
            what = pending.unit if pending.unit in _CASUALTIES else unit
            pending = _Counted(pending.first, found.last, summed(pending.amount, found.amount), what)
            continue
        if pending is not None:
            yield pending
        pending = _Counted(found.first, found.last, found.amount, unit) if unit else None
    if pending is not None:
        yield pending


def _with_row(item: _Counted, tokens: Tokens, amounts: Mapping[int, AmountAt], words: QuantityWords) -> _Counted:
    """The victims of one verb with those who stand in a row with them."""
    if item.unit not in _CASUALTIES:
        return item
    if _act_before(tokens, item.first, words) != item.unit:
        first, amount = with_those_before(tokens, item.first, item.amount, words)
        return replace(item, first=first, amount=amount)
    last, amount = with_row(tokens, item.last, item.amount, amounts, words)
    return replace(item, last=last, amount=amount)


def _adds_up(tokens: Tokens, before: _Counted, found: AmountAt, unit: str, words: QuantityWords) -> bool:
    """Whether an amount stands beside another under one verb: "killed five soldiers and two civilians"."""
    between = tokens.words[before.last + 1 : found.first]
    if not 2 <= len(between) <= SUM_REACH or between[-1] != "and":
        return False
    units = {before.unit, unit}
    people = units & words.plural_people or units & words.singular_people
    told_apart = words.states.keys() | words.acts.keys() | words.passive  # "six died and ten were taken away"
    is_row = all(tokens.kinds[at] == WORD for at in range(before.last + 1, found.first)) and not told_apart & set(
        between
    )
    return is_row and bool(people) and bool(units & _CASUALTIES)


def _unit_of(tokens: Tokens, found: AmountAt, words: QuantityWords) -> str:
    """What is said of the amount; "" if it counts nothing of interest."""
    part = _is_part(tokens, found, words)
    unit = ""
    if _is_of_one(tokens, found.first):
        return ""
    if not part and not _counts_violence(tokens, found.last, words):
        unit = _lives(tokens, found) or _state_beside(tokens, found.last, words)
        done = _act_before(tokens, found.first, words)
        unit = done if done in _CASUALTIES and _are_people(tokens, found.last + 1, words) else unit or done
        unit = unit or _state_behind(tokens, found.last, words)
    return unit or ("" if part else _toll_before(tokens, found.first)) or _noun_behind(tokens, found.last, words)


def _are_people(tokens: Tokens, at: int, words: QuantityWords) -> bool:
    """Whether people are named by what became of them before: "shot dead 15 prisoners"."""
    word = tokens.words[at] if at < len(tokens) else ""
    return word in words.plural_people and word in words.states


def _lives(tokens: Tokens, found: AmountAt) -> str:
    """ "took more than 200 lives", "claimed seven lives"."""
    before = tokens.words[max(0, found.first - 2) : found.first]
    took = not _TAKING_LIVES.isdisjoint(before) and tokens.words[found.last + 1 : found.last + 2] == ["lives"]
    return KILLED if took else ""


def _is_part(tokens: Tokens, found: AmountAt, words: QuantityWords) -> bool:
    """ "including two children", "among them a boy", "two of them": a share of an amount told already."""
    before = tokens.words[max(0, found.first - 2) : found.first]
    behind = tokens.words[found.last + 1 : found.last + 3]
    listed = before[-1:] == ["and"] and _follows_part(tokens, found.first, words)
    return listed or any(word in words.including for word in before) or behind in (["of", "them"], ["of", "whom"])


def _follows_part(tokens: Tokens, at: int, words: QuantityWords) -> bool:
    """Whether a share of an amount is told just before: "including five children and | two women"."""
    before = tokens.words[max(0, at - PART_REACH) : at]
    return bool(words.including.intersection(before)) and not _STOPS.intersection(before)


def _act_before(tokens: Tokens, first: int, words: QuantityWords) -> str:
    """The act whose object the amount is: "killing at least 12", "claimed the lives of 15", "wounded another 30"."""
    for at in range(first - 1, max(-1, first - 1 - ACT_REACH), -1):
        word = tokens.words[at]
        unit = words.acts.get(word)
        if unit:
            return unit if _acts(tokens, at, words) else ""
        if (word == "of" and tokens.words[at - 1 : at] == ["lives"]) or _is_to_death(tokens, at):
            return KILLED
        if word in _STOPS or tokens.kinds[at] != WORD or word in words.behind_passive:
            return ""
    return ""


def _acts(tokens: Tokens, at: int, words: QuantityWords) -> bool:
    """Whether a verb is active and speaks of one lot alone: not "were killed", not "killed and wounded scores"."""
    before = tokens.words[max(0, at - 2) : at]
    joined = len(before) == 2 and before[1] in ("and", "or") and before[0] in words.acts
    return not joined and not (before and before[-1] in words.passive)


def _state_behind(tokens: Tokens, last: int, words: QuantityWords) -> str:
    """What is said behind the amount: "12 people were killed", "30 hurt", "200 families displaced"."""
    for at in range(last + 1, min(len(tokens), last + 1 + STATE_REACH)):
        word = tokens.words[at]
        if word in _STOPS and not _is_inner_stop(tokens, at):
            return ""
        unit = words.states.get(word)
        if unit and tokens.words[at - 2 : at] == ["of", "the"]:  # "eleven of the wounded died"
            continue
        if unit:
            return unit if _is_said_of(tokens, last, at, words) else ""
        if word == "shot" and tokens.words[at + 1 : at + 3] == ["and", "killed"]:
            return KILLED
        if word == "lost" and tokens.words[at + 1 : at + 3] == ["their", "lives"]:
            return KILLED
        if _to_death(tokens, at) and words.passive.intersection(tokens.words[last + 1 : at]):
            return KILLED
        if word in words.acts or _is_violent(tokens, at, words) or _breaks(tokens, at, words):
            return ""
    return ""


def _is_to_death(tokens: Tokens, at: int) -> bool:
    """Whether a word ends what tells of killing: "shot | dead", "burned to | death"."""
    return (tokens.words[at] == "dead" and _to_death(tokens, at - 1)) or (
        tokens.words[at] == "death" and _to_death(tokens, at - 2)
    )


def _to_death(tokens: Tokens, at: int) -> bool:
    """Whether a verb tells of killing by what follows it: "shot dead", "hacked to death", "gunned down"."""
    behind = tokens.words[at + 1 : at + 3]
    return (
        behind == ["to", "death"] or behind[:1] == ["dead"] or (tokens.words[at] == "gunned" and behind[:1] == ["down"])
    )


def _counts_violence(tokens: Tokens, last: int, words: QuantityWords) -> bool:
    """Whether attacks are counted, not people: "executed several airstrikes", "executed several air strikes"."""
    at = last + 1
    behind = tokens.words[at : at + 2]
    is_modifier = len(behind) == 2 and _is_plain(behind[0], words)
    if is_modifier and (behind[1] in words.plural_people or not _is_violent(tokens, at, words)):
        at += 1
    return (
        _is_violent(tokens, at, words) and tokens.words[at] not in words.states and tokens.words[at] not in words.acts
    )


def _is_plain(word: str, words: QuantityWords) -> bool:
    known = words.plural_people | words.states.keys() | words.acts.keys() | words.passive
    return word.isalpha() and word not in known


def _state_beside(tokens: Tokens, last: int, words: QuantityWords) -> str:
    """What is said right behind the amount: "12 injured", "12 others injured"."""
    at = last + 2 if tokens.words[last + 1 : last + 2] == ["others"] else last + 1
    unit = words.states.get(tokens.words[at], "") if at < len(tokens) else ""
    return unit if unit and _is_said_of(tokens, last, at, words) else ""


def _is_violent(tokens: Tokens, at: int, words: QuantityWords) -> bool:
    """Whether a token tells of violence itself, so that what was counted are attacks and not people."""
    word = tokens.words[at] if at < len(tokens) else ""
    return word.startswith(words.violence) and word not in words.plural_people and word not in words.singular_people


def _is_inner_stop(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] == "." and at + 1 < len(tokens) and tokens.text[tokens.starts[at + 1]].islower()


def _breaks(tokens: Tokens, at: int, words: QuantityWords) -> bool:
    """Whether another clause or another amount begins: "12 people fled and 30 were killed"."""
    word, following = tokens.words[at], tokens.words[at + 1 : at + 2]
    if at in tokens.values and not _is_of_one(tokens, at):
        shared = tokens.words[at + 1 : at + 3] in (["of", "them"], ["of", "whom"])
        return not shared and not _follows_part(tokens, at, words)
    if word == "who":
        return not words.passive.intersection(tokens.words[at + 1 : at + 3])
    if word == "and":
        another = at + 1 in tokens.values and not _follows_part(tokens, at, words)
        return another or following == ["at"] or not following
    return word in ("but", "while", "that", "when", "after")


def _is_of_one(tokens: Tokens, at: int) -> bool:
    """Whether a number only says of whom others are: "five members of | one family"."""
    return tokens.words[at] == "one" and tokens.words[at - 1 : at] == ["of"]


def _is_said_of(tokens: Tokens, last: int, at: int, words: QuantityWords) -> bool:
    """Whether the word at `at` tells the state of the amount that ends at `last` and is no verb with its own object."""
    word, following = tokens.words[at], tokens.words[at + 1 : at + 2]
    if word not in words.acts:
        return True
    if words.passive.intersection(tokens.words[last + 1 : at]) or not following or following[0] in words.behind_passive:
        return True
    if at + 1 in tokens.values or following[0] in (
        "others",
        "many",
        "several",
    ):  # "Eight killed 12 injured"
        return bool(words.states.keys() & set(tokens.words[at + 2 : at + 4]))
    return following[0] not in _OBJECTS and following[0] not in words.plural_people and not _is_name(tokens, at + 1)


def _toll_before(tokens: Tokens, first: int) -> str:
    """ "the death toll rose to 112", "a toll of 28"."""
    before = tokens.words[max(0, first - TOLL_REACH) : first]
    if "toll" not in before or not _TOLL_LINKS.intersection(before[-3:]):
        return ""
    return "" if _STOPS.intersection(before[before.index("toll") :]) else KILLED


def _noun_behind(tokens: Tokens, last: int, words: QuantityWords) -> str:
    """The people or equipment counted: "200 fighters", "three Russian-made tanks"."""
    for at in range(last + 1, min(len(tokens), last + 1 + NOUN_REACH)):
        word = tokens.words[at]
        if word in words.plural_people or word in words.singular_people:
            return word
        equipment = equipment_at(tokens, at)
        if equipment and not _is_violent(tokens, at + 1, words):
            return equipment
        if tokens.kinds[at] != WORD and word != "-" and tokens.words[at - 1] != "-":
            return ""
    return ""


def _singles(tokens: Tokens, words: QuantityWords) -> Iterator[_Counted]:
    """People spoken of one at a time: "a child was killed", "killed a commander", "the killing of General Salim"."""
    for at, word in enumerate(tokens.words):
        if word in ("a", "an", "another") and tokens.words[at + 1 : at + 2] not in (["dozen"], ["hundred"]):
            found = _person(tokens, at, words)
            if found is not None:
                yield found
        elif word in _SINGULAR_AUX:
            found = _named_subject(tokens, at, words)
            if found is not None:
                yield found
        elif word in _DEATH_OF and tokens.words[at + 1 : at + 2] == ["of"] and _one_named(tokens, at + 2, words):
            yield _Counted(at, at, Amount(low=1, high=1), KILLED)
        elif word in words.acts and words.acts[word] in (KILLED, INJURED) and _one_titled(tokens, at + 1, words):
            yield _Counted(at, at, Amount(low=1, high=1), words.acts[word])


def _person(tokens: Tokens, at: int, words: QuantityWords) -> _Counted | None:
    start = at + 1 + (len(_AGE) + 1 if tokens.words[at + 2 : at + 2 + len(_AGE)] == _AGE else 0)
    for noun in range(start, min(len(tokens), start + NOUN_REACH)):
        if tokens.words[noun] in words.singular_people:
            unit = _act_before(tokens, at, words) or _passive_behind(tokens, noun, words)
            unit = unit or _left(tokens, at, noun, words)
            return _Counted(at, noun, Amount(low=1, high=1), unit) if unit else None
        if tokens.kinds[noun] != WORD and tokens.words[noun] != "-":
            return None
    return None


def _left(tokens: Tokens, at: int, noun: int, words: QuantityWords) -> str:
    """What became of one of several: "left a child dead and | a woman injured"."""
    state = words.states.get(tokens.words[noun + 1], "") if noun + 1 < len(tokens) else ""
    return "" if _LEAVING.isdisjoint(tokens.words[max(0, at - LEAVING_REACH) : at]) else state


def _passive_behind(tokens: Tokens, noun: int, words: QuantityWords) -> str:
    """ "… was killed", "… has been wounded" close behind a person."""
    for at in range(noun + 1, min(len(tokens), noun + 1 + STATE_REACH)):
        word = tokens.words[at]
        if word in words.states:
            near = tokens.words[max(0, at - 3) : at]
            return words.states[word] if words.passive.intersection(near) or word in ("died", "dead") else ""
        if word in _STOPS or word in words.acts or word in ("and", "who", "that", ","):
            return ""
    return ""


def _named_subject(tokens: Tokens, at: int, words: QuantityWords) -> _Counted | None:
    """ "Salim was killed", "he was wounded": one person, whoever it is; "no one was killed" none."""
    end = next((n for n in range(at + 1, min(len(tokens), at + 4)) if tokens.words[n] in words.states), None)
    if at == 0 or end is None or words.states[tokens.words[end]] not in (KILLED, INJURED):
        return None
    subject = tokens.words[at - 1]
    unit = words.states[tokens.words[end]]
    if subject in _NOBODY or tokens.words[max(0, at - 2) : at] == ["no", "one"]:
        return _Counted(at - 1, end, Amount(low=0, high=0), unit)
    is_person = subject in ("he", "she", "who", "him") or subject in words.singular_people or _is_name(tokens, at - 1)
    if not is_person or (subject in words.singular_people and tokens.words[at - 2 : at - 1] == ["a"]):
        return None
    return _Counted(end, end, Amount(low=1, high=1), unit)


def _is_name(tokens: Tokens, at: int) -> bool:
    start = tokens.starts[at]
    return tokens.kinds[at] == WORD and tokens.text[start].isupper() and tokens.ends[at] - start > 2


def _one_named(tokens: Tokens, at: int, words: QuantityWords) -> bool:
    """Whether a single person is named within a few tokens: "statesman Karim", "the general"."""
    named = False
    for place in range(at, min(len(tokens), at + NOUN_REACH)):
        word = tokens.words[place]
        if word in words.singular_people:
            return True
        if place in tokens.values or word in words.plural_people:
            return False
        if tokens.kinds[place] != WORD:
            break
        named = named or _is_name(tokens, place)
    return named


def _one_titled(tokens: Tokens, at: int, words: QuantityWords) -> bool:
    """Whether a rank or office follows at once: "killed Iranian general", "killed the group's leader"."""
    for place in range(at, min(len(tokens), at + NOUN_REACH)):
        word = tokens.words[place]
        if word in words.singular_people:
            return tokens.words[at] not in ("a", "an", "another", "one")
        if place in tokens.values or word in words.plural_people or word in ("in", "by", "and", "when", "a", "an"):
            return False
        if tokens.kinds[place] != WORD and word not in "'’-":
            return False
    return False


def _zeros(tokens: Tokens) -> Iterator[_Counted]:
    """ "no casualties", "without any injuries"."""
    for at, word in enumerate(tokens.words):
        if word in _LOSSES and {"no", "without", "nor"}.intersection(tokens.words[max(0, at - 3) : at]):
            for unit in _LOSSES[word]:
                yield _Counted(at, at, Amount(low=0, high=0), unit)
