"""The mentions of one article resolved in the order of the text, each as what later ones may refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from accordingto.model import Actor, SourceKind, Span
from accordingto.outlets import known_outlet, outlet_key
from accordingto.read.actors.actor_list import COUNTRY_PREFIX, ActorList
from accordingto.read.actors.alliances import Alliances
from accordingto.read.actors.bodies import BodyMentions
from accordingto.read.actors.candidates import AGENT, SOURCE, Candidate, Scene
from accordingto.read.actors.descriptions import Descriptions
from accordingto.read.actors.discourse import FEMALE, MALE, MANY, PRONOUNS, RELATIVE, THING, Said
from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.joint import SharedHead, joint_owners, joint_parts, shared_head
from accordingto.read.actors.kind_words import kind_words, possessive, singular
from accordingto.read.actors.mentions import whole_mention
from accordingto.read.actors.people import MAX_NAME, People, Person
from accordingto.read.actors.persons import PersonMentions
from accordingto.read.actors.phrases import INDEFINITE, POSSESSIVES, Phrase, phrase_of, without_numbers
from accordingto.read.actors.source_kind import head_index, kind_of, kind_of_name
from accordingto.read.actors.spokespeople import body_spoken_for
from accordingto.read.actors.words import Word, name_words
from accordingto.text import name_key

_FIRST_PERSON = frozenset(("i", "me", "my", "we", "us", "our"))
_BY = frozenset(("by", "from", "of"))
# "women and children" act and suffer together; an army and rebels do not.
_NO_PARTY = frozenset((SourceKind.INDIVIDUAL, SourceKind.WITNESS, None))


def joint_actor(actors: Sequence[Actor]) -> Actor | None:
    """One actor for several named as one source: themselves if they are the same, else named together."""
    distinct = list({actor.key: actor for actor in reversed(actors)}.values())[::-1]
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    name = ", ".join(actor.name for actor in distinct[:-1]) + " and " + distinct[-1].name
    spans = [actor.span for actor in distinct if actor.span is not None]
    span = Span(min(spans).start, max(span.end for span in spans)) if spans else None
    parts = tuple(part for actor in distinct for part in actor.parts or (actor,))
    return replace(distinct[0], name=name, key=name_key(name), span=span, parts=parts)


class Resolver:
    """Resolves mentions of one article; call it with spans in the order of the text."""

    def __init__(self, text: str, actor_list: ActorList, publisher: str | None, setting: str | None = None) -> None:
        self.inventory = Inventory.of(text, actor_list, setting)
        self.scene = Scene(self.inventory, People.of(self.inventory))
        self.persons = PersonMentions(self.scene)
        self.bodies = BodyMentions(self.scene)
        self.alliances = Alliances(self.scene)
        self.descriptions = Descriptions(self.scene, self.persons, self.bodies)
        self.words = self.inventory.words
        self.lexicon = kind_words()
        self.publisher = actor_list.key_of(publisher) if publisher else None
        self.outlet = outlet_key(publisher) if publisher else None

    def resolve(self, span: Span, role: str) -> tuple[Actor, ...]:
        """The actors a span stands for in `role`, several where it names them together, none if nobody can be named."""
        first, last = self.inventory.word_range(span)
        if first >= last:
            return ()
        if role != SOURCE:
            first, last = whole_mention(self.inventory, first, last)
        shared = shared_head(self.inventory, first, last) if role != SOURCE else None
        if shared is not None:
            return tuple(self._sharing(owner, shared, role) for owner in shared.owners)
        if role != SOURCE and self._only_counts(first, last):
            if last >= len(self.words) or not self._is_people(self.words[last]):
                return ()
            last += 1
        owners = joint_owners(self.inventory, first, last) if role == AGENT else []
        parts = owners or joint_parts(self.inventory, self.scene.people, first, last)
        if len(parts) == 1:
            actor = self._part(first, last, role)
            return (replace(actor, span=span),) if actor is not None else ()
        actors = tuple(
            replace(actor, span=self._span(*part)) for part in parts if (actor := self._part(*part, role)) is not None
        )
        joint = joint_actor(actors)
        if joint is None:
            return ()
        joint = replace(joint, name=self._joint_name(joint.name, actors))
        self._remember(first, last, joint, None, role)
        return actors if all(actor.kind not in _NO_PARTY for actor in actors) else (replace(joint, span=span),)

    def _joint_name(self, name: str, actors: Sequence[Actor]) -> str:
        """The name of several together, with "its allies" as the text has it rather than "the army's allies"."""
        for owner, owned in pairwise(actors):
            first = self.words[self.inventory.word_range(owned.span)[0]] if owned.span is not None else None
            if first is not None and first.norm in POSSESSIVES:
                name = name.replace(possessive(owner.name), first.norm, 1)
        return name

    def _only_counts(self, first: int, last: int) -> bool:
        """Whether words say how many but not of whom ("some 30", "hundreds")."""
        counts = self.lexicon.sets["numbers"] | self.lexicon.sets["quantifiers"]
        return all(word.norm in counts or word.norm.isdecimal() for word in self.words[first:last])

    def _is_people(self, word: Word) -> bool:
        return word.gap == " " and (singular(word.norm) in self.lexicon.roles or word.norm in ("children", "others"))

    def _span(self, first: int, last: int) -> Span:
        return Span(self.words[first].start, self.words[last - 1].end)

    def _sharing(self, owner: tuple[int, int], shared: SharedHead, role: str) -> Actor:
        """The state's forces whose noun stands with another state's: "Russian (and Syrian) jets"."""
        noun = self.inventory.slice(shared.first, shared.last)
        name = f"{self.inventory.slice(*owner)} {noun}"
        candidate = self.descriptions.states.candidate(name, self.inventory.country_in(*owner))
        actor = candidate.actor(self.inventory.actor_list)
        self._remember(*owner, actor, None, role)
        return replace(actor, span=self._span(*owner))

    def _part(self, first: int, last: int, role: str) -> Actor | None:
        """The actor of one phrase, remembered for what follows."""
        word = self.words[first]
        if last - first == 1 and self._is_pronoun(word):
            candidate = self._pronoun(first, role)
        elif self._is_nobody(first, last, role):
            candidate = None
        else:
            phrase = self._without_side(phrase_of(self.inventory, first, last), role)
            candidate = self._with_kind(self._named(phrase, role), phrase)
        if candidate is None:
            return None
        actor = candidate.actor(self.inventory.actor_list)
        self._remember(first, last, actor, candidate.person, role)
        return actor

    def _is_nobody(self, first: int, last: int, role: str) -> bool:
        """Whether words stand for nobody in `role`: "reports" say nothing, "young" and "warplanes" do nothing alone."""
        words = self.words[first:last]
        if role == SOURCE:
            return len(words) == 1 and words[0].norm in self.lexicon.sets["nobody"]
        if all(word.norm in self.lexicon.sets["bare_modifiers"] or word.text.isdecimal() for word in words):
            return True
        return role == AGENT and (self._only_sides(words[-1]) or self._is_thing(first, last))

    def _only_sides(self, word: Word) -> bool:
        """Whether a phrase ends in a word that only says whose side something is on: "UN-backed", with no noun behind.

        "U.S.-led" stands for those who are led.
        """
        return word.is_hyphened and word.norm in self.lexicon.sets["siding"] and word.norm != "led"

    def _is_thing(self, first: int, last: int) -> bool:
        """Whether the words name weapons or aircraft and nobody whose they are ("warplanes", "a mortar shell")."""
        sets = self.lexicon.sets
        if any(index in self.inventory.match_at for index in range(first, last)):
            return False
        phrase = phrase_of(self.inventory, first, last)
        things = sets["vehicles"] | sets["weapons"]
        own = self.words[phrase.core : phrase.head + 1]
        plain = all(singular(word.norm) in things | sets["thing_modifiers"] for word in own)
        return plain and singular(self.words[phrase.head].norm) in things - {"fighter", "bomber"} and not phrase.owner

    # ------------------------------------------------------------------ pronouns

    def _is_pronoun(self, word: Word) -> bool:
        if word.norm == "us":
            return not word.text.isupper()
        return word.norm in PRONOUNS or word.norm in _FIRST_PERSON

    def _pronoun(self, at: int, role: str) -> Candidate | None:
        """Whom a pronoun stands for; "I" and "we" are whoever spoke last."""
        norm, discourse = self.words[at].norm, self.scene.discourse
        if norm in RELATIVE:
            return self._just_before(at)
        if norm in MALE or norm in FEMALE:
            who = discourse.person_for(at, woman=norm in FEMALE, is_source=role == SOURCE)
            return self.persons.candidate(who) if isinstance(who, Person) else _again(who)
        if norm in THING:
            return _again(discourse.thing_for(at, is_source=role == SOURCE))
        if norm in MANY:
            return _again(discourse.many_for(at, is_source=role == SOURCE))
        return _again(discourse.last_source(at))

    def _just_before(self, at: int) -> Candidate | None:
        """Whom a relative pronoun stands for: the mention or name that ends right before it."""
        person = self.scene.people.at.get(at - 1)
        if person is not None:
            return self.persons.candidate(person)
        return _again(next((said for said in self.scene.discourse.before(at) if said.end == at), None))

    # ------------------------------------------------------------------ phrases

    def _named(self, phrase: Phrase, role: str) -> Candidate:
        person = self.persons.named_in(phrase)
        if person is not None:
            self.persons.learn_role(person, phrase)
            return self.persons.candidate(person)
        return (
            self._utterance(phrase, role)
            or self.alliances.led(phrase)
            or self.bodies.listed(phrase, role)
            or self.bodies.short_form(phrase)
            or self.bodies.partial_name(phrase)
            or self.descriptions.described(phrase, role)
            or self._as_written(phrase, role)
        )

    def _without_side(self, phrase: Phrase, role: str) -> Phrase:
        """A party called a side is that party: "the government side"."""
        beside = phrase.head > phrase.core and phrase.end == phrase.head + 1
        if role == SOURCE or self.words[phrase.head].norm != "side" or not beside:
            return phrase
        return phrase_of(self.inventory, phrase.first, phrase.head)

    def _utterance(self, phrase: Phrase, role: str) -> Candidate | None:
        """Whose statement it is: "the army statement", "a letter from Abadi", "the statement" after somebody's."""
        head = self.words[phrase.head]
        if role != SOURCE or singular(head.norm) not in self.lexicon.utterances or head.text == "Post":
            return None
        owner = self._speaker(phrase.core, self._owner_end(phrase)) if phrase.head > phrase.core else None
        if owner is not None:
            return owner
        after = phrase.head + 2
        if after < phrase.end and self.words[after - 1].norm in _BY:
            return self._speaker(after, phrase.end)
        unspecific = all(w.norm in self.lexicon.sets["unspecific"] for w in self.words[phrase.core : phrase.head])
        if not phrase.is_definite or not unspecific:
            return None
        body = self.scene.discourse.last_source(phrase.first, is_body=True) if head.norm == "report" else None
        return _again(body or self.scene.discourse.last_source(phrase.first))

    def _owner_end(self, phrase: Phrase) -> int:
        """Index behind whose statement it is, before "Twitter", "written" and the like."""
        end = phrase.head
        while end > phrase.core + 1 and self.words[end - 1].norm in self.lexicon.sets["media_of_statements"]:
            end -= 1
        return end

    def _speaker(self, first: int, last: int) -> Candidate | None:
        """The body or person that the words `[first, last)` name, None if they name nobody."""
        phrase = phrase_of(self.inventory, first, last)
        inside = range(phrase.core, phrase.end)
        matches = [self.inventory.match_at[i] for i in inside if i in self.inventory.match_at]
        head = singular(self.words[phrase.head].norm)
        names = any(i in self.scene.people.at for i in inside) or any(m.form.role != "demonym" for m in matches)
        return self._named(phrase, SOURCE) if names or (head in self.lexicon.roles and head != "press") else None

    def _as_written(self, phrase: Phrase, role: str) -> Candidate:
        """The description itself, without determiner, numbers and relative clauses."""
        first = phrase.core if role == SOURCE else without_numbers(self.words, phrase.core, phrase.end)
        called = self.bodies.called(first, phrase.end)
        if called is not None:
            return called
        holds = role != SOURCE and self._ends_in_holding(first, phrase.end)
        name = self.inventory.slice(first, phrase.end - holds)
        is_one = not holds and (phrase.determiner in INDEFINITE or first > phrase.core)
        if role != SOURCE and not is_one and name.lower() in self.lexicon.sets["lone_modifiers"]:
            name += "s"  # a modifier as agent: "rebel shelling"
        owner = self._owner(phrase)
        itself = self._body_of_its_own(phrase) if role != SOURCE else None
        if itself is not None:
            return itself
        name = f"{possessive(owner.name)} {name}" if owner is not None else name
        country = self.inventory.country_in(phrase.core, phrase.end)
        body = body_spoken_for(self.inventory, phrase.core, phrase.end)
        return Candidate(
            name=name,
            country=country,
            key=self._state_key(phrase, country),
            speaks_for=body.id if body is not None else None,
        )

    def _ends_in_holding(self, first: int, last: int) -> bool:
        """Whether the words say who holds a place, or who leads something: "rebel-held", "government-led"."""
        word = self.words[last - 1]
        holds = word.norm in self.lexicon.sets["holding"] or word.norm == "led"
        return last - first > 1 and word.is_hyphened and holds

    def _state_key(self, phrase: Phrase, country: str | None) -> str | None:
        """The key of the state a government is of: "the Assad regime", but not "the provincial government"."""
        sets = self.lexicon.sets
        if country is None or singular(self.words[phrase.head].norm) not in sets["governments"]:
            return None
        beside = {word.norm for word in self.words[phrase.core : phrase.end]}
        return None if beside & sets["part_governments"] else COUNTRY_PREFIX + country

    def _owner(self, phrase: Phrase) -> Candidate | None:
        """Whose it is in "his office", "its soldiers"; None without such a word or if nobody can be named."""
        if not phrase.owner or phrase.owner in ("our", "my", "whose"):
            return None
        at = next(i for i in range(phrase.first, phrase.core) if self.words[i].norm == phrase.owner)
        beside = self._named_beside(at)
        if beside is not None:
            return Candidate.again(beside)
        if singular(self.words[phrase.head].norm) in self.lexicon.sets["soldiers"] and phrase.owner in THING | MANY:
            return _again(self.scene.discourse.armed_for(at))
        return self._pronoun(at, AGENT)

    def _named_beside(self, at: int) -> Said | None:
        """Who is named right before the "and" before word `at`: the army in "the army and its allies"."""
        if not at or self.words[at - 1].norm != "and":
            return None
        return next((said for said in self.scene.discourse.before(at) if said.end == at - 1), None)

    def _body_of_its_own(self, phrase: Phrase) -> Candidate | None:
        """The body whose own fighters are meant, who are that body: "its fighters", "one of its soldiers"."""
        after = phrase.core + 2
        if after < phrase.end and self.words[after - 1].norm == "of" and self.words[after].norm in POSSESSIVES:
            phrase = phrase_of(self.inventory, after, phrase.end)
        if singular(self.words[phrase.head].norm) not in self.lexicon.sets["soldiers"]:
            return None
        owner = self._owner(phrase)
        armed = owner is not None and owner.kind in (SourceKind.ARMED_GROUP, SourceKind.MILITARY)
        return owner if armed and owner is not None and owner.person is None else None

    # ------------------------------------------------------------------ kinds

    def _with_kind(self, candidate: Candidate, phrase: Phrase) -> Candidate:
        if candidate.entry is None and self._is_own_reporter(phrase):
            return replace(candidate, kind=SourceKind.MEDIA)
        if candidate.kind is not None:
            return candidate
        return replace(candidate, kind=self._kind_of_outlet(candidate.name) or self._kind(phrase))

    def _kind_of_outlet(self, name: str) -> SourceKind | None:
        """The kind of the article's own publisher, which no list need hold, and of known outlets; None for others."""
        known = known_outlet(name)
        if known is not None:
            return SourceKind.AGENCY if known.is_agency else SourceKind.MEDIA
        return SourceKind.MEDIA if self.outlet is not None and outlet_key(name) == self.outlet else None

    def _kind(self, phrase: Phrase) -> SourceKind | None:
        """The kind its words tell: those of the core, of its name, of what is said behind it."""
        core = self.words[phrase.core : phrase.end]
        kind = kind_of(core, self.inventory.matches_in(phrase.core, phrase.end))
        if kind is None and self.words[phrase.head].is_capital:
            kind = kind_of_name(core)
        if kind is None:
            whole = self.words[phrase.core : phrase.last]
            kind = kind_of(whole, self.inventory.matches_in(phrase.core, phrase.last))
        if kind in (None, SourceKind.INDIVIDUAL, SourceKind.ANONYMOUS):
            kind = self.persons.employer_kind(phrase.core, phrase.end) or kind  # "a spokesperson for Moon's office"
        return kind or kind_of_name(core) or self._kind_of_lone_name(phrase)

    def _is_own_reporter(self, phrase: Phrase) -> bool:
        """Whether it is the publication's own reporter, who counts as media even at a news agency."""
        match = self.inventory.match_at.get(phrase.core)
        own = match is not None and match.entry.id == self.publisher
        return own and singular(self.words[phrase.head].norm) in self.lexicon.sets["reporters"]

    def _kind_of_lone_name(self, phrase: Phrase) -> SourceKind | None:
        """A name nothing is said of ("Fatema") is taken for a private person; an abbreviation for nothing."""
        words = self.words[phrase.core : phrase.end]
        named = phrase.core in self.scene.people.run_at and all(w.is_capital and not w.text.isupper() for w in words)
        return SourceKind.INDIVIDUAL if named and phrase.is_bare and len(words) <= MAX_NAME else None

    # ------------------------------------------------------------------ memory

    def _remember(self, first: int, last: int, actor: Actor, person: Person | None, role: str) -> None:
        phrase = phrase_of(self.inventory, first, last)
        head = self.words[phrase.head]
        named = name_words(actor.name)
        heads = {singular(head.norm), singular(named[head_index(named)].norm)}
        said = {word.norm for word in (*named, *self.words[phrase.core : phrase.last])}
        if person is not None:
            said |= {word.norm for a, b in person.roles for word in self.words[a:b]}
        plural = head.norm != singular(head.norm) and not head.is_capital
        pronoun = last - first == 1 and self._is_pronoun(head)
        self.scene.discourse.add(
            Said(
                at=first,
                end=last,
                actor=actor,
                person=person,
                heads=frozenset(heads),
                said=frozenset(said),
                is_many=person is None and (head.norm in MANY if pronoun else plural or " and " in actor.name),
                is_human=person is not None or (head.norm in MALE | FEMALE if pronoun else self._is_human(head, actor)),
                is_source=role == SOURCE,
            )
        )

    def _is_human(self, head: Word, actor: Actor) -> bool:
        """Whether a mention without a known name is somebody's: "the official", or a lone first name."""
        return actor.kind is SourceKind.INDIVIDUAL if head.is_capital else singular(head.norm) in self.lexicon.people


def _again(said: Said | None) -> Candidate | None:
    return Candidate.again(said) if said is not None else None
