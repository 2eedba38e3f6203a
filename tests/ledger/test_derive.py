"""Events, claims and origins derived from edges: a small corpus of reports on one battle, and its properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ledger.declared import Declared
from accordingto.ledger.derive import Derivation, derive
from accordingto.ledger.derive.clusters import Clustering
from accordingto.ledger.derive.facts import gather
from accordingto.link import MentionInContext, link_copies, link_mentions, reported_from
from accordingto.model import (
    Actor,
    Article,
    Attribution,
    ControlChange,
    Edge,
    Event,
    EventMention,
    EventType,
    Judgement,
    Polarity,
    Relation,
    SourceKind,
)
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_day,
    make_edge,
    make_event_place,
    make_figure,
    make_mention,
    make_place,
    span_of,
)

SARAQIB = make_place("Saraqib", 35.864, 36.802, admin1="Idlib")
RAQQA = make_place("Raqqa", 35.95, 39.01, admin1="Raqqa")
SUNDAY = make_day(date(2024, 12, 1))
MONITOR = make_actor("Hill War Monitor", kind=SourceKind.NGO)
RESCUERS = make_actor("Civil Rescue", kind=SourceKind.NGO)
ARMY = make_actor("Syrian army", kind=SourceKind.MILITARY, country="SY")
MINISTRY = make_actor("Syrian health ministry", kind=SourceKind.GOVERNMENT, country="SY")
OFFICIALS = make_actor("two security officials", kind=SourceKind.ANONYMOUS)
REUTERS = make_actor("Reuters", kind=SourceKind.AGENCY)
TELLING = "Shells hit the bakery in Saraqib on Sunday, killing nine people"


@dataclass
class Corpus:
    """Reports with what was read in them; every mention is of one event unless said otherwise."""

    articles: list[Article] = field(default_factory=list)
    mentions: list[EventMention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    extra: list[Edge] = field(default_factory=list)
    likeness: float = 0.9

    def report(
        self,
        publisher: str,
        author: Actor | None = None,
        *,
        text: str | None = None,
        channel: str | None = None,
        via: Actor | None = None,
        polarity: Polarity = Polarity.ASSERTS,
        killed: int | None = 9,
        hours: int = 0,
        agency: str | None = None,
        control: ControlChange | None = None,
        event_type: EventType = EventType.ASSAULT,
        recipients: Sequence[Actor] = (),
    ) -> EventMention:
        """Add a report of the shelling by an author (None: the outlet itself), perhaps heard via another outlet."""
        words = text or f"{TELLING}. The {publisher} of day one has more. It said so."
        when = DAY_ONE + timedelta(hours=hours)
        article = make_article(words, publisher=publisher, published=when, agency=agency)
        said: list[Attribution] = []
        if via:
            said.append(make_attribution(article, "said so", words.split(".")[0], author=via))
        if author:
            said.append(
                make_attribution(
                    article,
                    "said",
                    TELLING,
                    author=author,
                    channel=channel,
                    within=said[0] if said else None,
                    polarity=polarity,
                )
            )
        mention = make_mention(
            article,
            "hit",
            places=[SARAQIB],
            time=SUNDAY,
            attributions=said[-1:],
            own_voice=not said,
            figures=[make_figure(killed, by=said[-1] if said else None)] if killed else [],
            control=control,
            event_type=event_type,
            recipients=recipients,
        )
        self.articles.append(article)
        self.attributions += said
        self.mentions.append(mention)
        return mention

    def edges(self) -> list[Edge]:
        """What linking gives, with every pair of mentions in two reports judged one event."""
        same = [
            make_edge(*sorted((a.id, b.id)), score=self.likeness)
            for i, a in enumerate(self.mentions)
            for b in self.mentions[:i]
            if a.article_id != b.article_id
        ]
        copies = [e for i, a in enumerate(self.articles) for e in link_copies(a, self.articles[:i])]
        drew = [
            e for a in self.articles for e in reported_from(a, [t for t in self.attributions if t.article_id == a.id])
        ]
        return [*same, *copies, *drew, *self.extra]

    def derive(self, **options: object) -> tuple[Event, ...]:
        return derive(self.mentions, self.attributions, self.articles, self.edges(), **options)  # type: ignore[arg-type]

    def event(self, **options: object) -> Event:
        (event,) = self.derive(**options)
        return event


# Own words for every report, so that nothing counts as a copy by accident.
OWN = {
    "Herald": TELLING + ". Ovens were cold when neighbours dug through the flour. It said so.",
    "Post": TELLING + ". A queue had formed before dawn at its only door. It said so.",
    "Gazette": TELLING + ". Bread is rationed across the whole district. It said so.",
}


def span_of_origins(event: Event) -> tuple[int, int]:
    return event.standing.origins_low, event.standing.origins_high


class TestOrigins:
    def test_one_author_in_three_outlets_is_one_claim_and_one_origin(self) -> None:
        corpus = Corpus()
        for n, (publisher, text) in enumerate(OWN.items()):
            corpus.report(publisher, MONITOR, text=text, hours=n)
        event = corpus.event()
        assert [(c.author.key, len(c.appearances)) for c in event.claims] == [(MONITOR.key, 3)]
        assert span_of_origins(event) == (1, 1)
        assert (event.standing.reports, event.standing.outlets) == (3, 3)

    def test_two_named_bodies_are_two_origins(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        corpus.report("Post", RESCUERS, text=OWN["Post"], hours=1)
        event = corpus.event()
        assert span_of_origins(event) == (2, 2)
        assert event.standing.credibility == 2

    def test_an_outlets_own_words_are_neither_merged_nor_counted_as_certain(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        corpus.report("Post", text=OWN["Post"], hours=1)
        assert span_of_origins(corpus.event()) == (1, 2)

    def test_unnamed_sources_of_two_outlets_stay_open(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", OFFICIALS, text=OWN["Herald"])
        corpus.report("Post", OFFICIALS, text=OWN["Post"], hours=1)
        event = corpus.event()
        assert span_of_origins(event) == (1, 2)
        assert event.standing.credibility == 6  # nobody is named who could be judged

    def test_what_unnamed_sources_told_one_agency_is_that_agencys(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", OFFICIALS, text=OWN["Herald"], channel="Reuters")
        corpus.report("Post", OFFICIALS, text=OWN["Post"], channel="Reuters", hours=1)
        assert span_of_origins(corpus.event()) == (1, 1)

    def test_a_copy_without_credit_adds_no_origin(self) -> None:
        corpus = Corpus()
        body = (
            TELLING
            + ". The flour store burned until evening while rescue crews waited for the guns to stop. It said so."
        )
        corpus.report("Herald", text=body)
        corpus.report("Post", text="Update: " + body, hours=3)
        event = corpus.event()
        assert span_of_origins(event) == (1, 1)
        assert "copy" in {edge.kind for edge in event.origin_edges}

    def test_reports_credited_to_one_agency_are_its_own(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", text=OWN["Herald"], agency="AFP")
        corpus.report("Post", text=OWN["Post"], agency="Agence France-Presse", hours=1)
        event = corpus.event()
        assert [c.author.name for c in event.claims] == ["AFP"]
        assert span_of_origins(event) == (1, 1)
        assert "agency_credit" in {edge.kind for edge in event.origin_edges}

    def test_citing_an_outlet_adds_nothing_to_what_its_report_names(self) -> None:
        corpus = Corpus()
        corpus.report("Reuters", MONITOR, text=OWN["Herald"])
        corpus.report("Post", REUTERS, text=OWN["Post"], hours=2)
        event = corpus.event()
        assert span_of_origins(event) == (1, 1)
        assert {c.author.name for c in event.claims} == {MONITOR.name, "Reuters"}

    def test_through_another_outlet_the_innermost_author_stays_the_origin(self) -> None:
        corpus = Corpus()
        corpus.report("Post", MONITOR, text=OWN["Post"], via=REUTERS)
        event = corpus.event()
        assert [c.author.key for c in event.claims] == [MONITOR.key]
        assert ("drew_on", "publisher:reuters") in {(e.kind, e.right_id) for e in event.origin_edges}

    def test_arms_of_one_state_are_one_in_the_low_count_only(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", ARMY, text=OWN["Herald"])
        corpus.report("Post", MINISTRY, text=OWN["Post"], hours=1)
        corpus.report("SANA", text=OWN["Gazette"], hours=2)  # the state's own agency in its own voice
        event = corpus.event()
        assert span_of_origins(event) == (1, 3)
        assert "same_state" in {edge.kind for edge in event.origin_edges}

    @pytest.mark.parametrize(
        ("other", "expected"),
        [
            # the same report names another arm, of a state this time: it may be the same one's
            (ARMY, (1, 2)),
            # two offices of nobody knows which state: one of them counts
            (make_actor("navy", kind=SourceKind.MILITARY), (1, 2)),
            # the state's own media
            (make_actor("SANA", kind=SourceKind.AGENCY), (1, 2)),
            # a body that is no state's knows for itself
            (MONITOR, (2, 2)),
        ],
    )
    def test_an_office_of_an_unnamed_state_may_be_any_states(self, other: Actor, expected: tuple[int, int]) -> None:
        corpus = Corpus()
        corpus.report("Herald", make_actor("defence ministry", kind=SourceKind.GOVERNMENT), text=OWN["Herald"])
        corpus.report("Post", other, text=OWN["Post"], hours=1)
        assert span_of_origins(corpus.event()) == expected

    def test_an_office_of_an_unnamed_state_makes_two_states_no_one(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", ARMY, text=OWN["Herald"])
        russians = make_actor("Russian army", kind=SourceKind.MILITARY, country="RU")
        corpus.report("Post", russians, text=OWN["Post"], hours=1)
        corpus.report("Gazette", make_actor("the ministry", kind=SourceKind.GOVERNMENT), text=OWN["Gazette"], hours=2)
        assert span_of_origins(corpus.event()) == (2, 3)

    def test_a_report_that_is_only_probably_of_this_event_corroborates_nothing(self) -> None:
        corpus = Corpus(likeness=0.5)
        one = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        two = corpus.report("Post", RESCUERS, text=OWN["Post"], hours=1)
        assert span_of_origins(corpus.event()) == (1, 2)
        corpus.extra.append(make_edge(one.id, two.id, by="person:ana"))
        assert span_of_origins(corpus.event()) == (2, 2)

    def test_a_report_with_two_authors_is_sure_of_itself(self) -> None:
        corpus = Corpus(likeness=0.5)
        mention = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        network = make_actor("Valley Aid Network", kind=SourceKind.NGO)
        second = make_attribution(corpus.articles[0], "It said so", TELLING, author=network)
        corpus.attributions.append(second)
        corpus.mentions[0] = replace(mention, attribution_ids=(*mention.attribution_ids, second.id))
        corpus.report("Post", text=OWN["Post"], hours=1)
        assert span_of_origins(corpus.event()) == (2, 3)

    def test_a_short_name_is_the_long_one_that_holds_it(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        corpus.report("Post", make_actor("the War Monitor", kind=SourceKind.NGO), text=OWN["Post"], hours=1)
        assert span_of_origins(corpus.event()) == (1, 1)

    @pytest.mark.parametrize(
        ("author", "expected"),
        [
            # a spokesman whose body the reader knows, though this report does not name it
            (replace(make_actor("Omar Halabi", kind=SourceKind.NGO), speaks_for=MONITOR.key), (1, 1)),
            # the same name with its initials behind it
            (make_actor("Hill War Monitor (HWM)", kind=SourceKind.NGO), (1, 1)),
            # somebody without a name at a body with one
            (make_actor("Activists at the Hill War Monitor", kind=SourceKind.ANONYMOUS), (1, 1)),
            # an office that its people speak from without a name
            (make_actor("source at Saraqib Police Command", kind=SourceKind.ANONYMOUS), (2, 2)),
            # an agency's own staff saw it
            (make_actor("AFP photographer", kind=SourceKind.WITNESS), (2, 2)),
            (make_actor("AFP photographer in Saraqib", kind=SourceKind.AGENCY), (2, 2)),
            # the state's media speak for the state in which it happened, and for no other
            (make_actor("Syrian state TV", kind=SourceKind.MEDIA), (2, 2)),
            # a government far away knows it from reports
            (make_actor("French foreign ministry", kind=SourceKind.GOVERNMENT, country="FR"), (1, 2)),
            # an expert explains what others told
            (make_actor("Jean Roque", kind=SourceKind.EXPERT), (1, 2)),
            # the reader took the doer, or the place, for who tells of it: the outlet's own words
            (make_actor("Russian jets", kind=SourceKind.MILITARY), (1, 2)),
            (make_actor("Saraqib", kind=SourceKind.INDIVIDUAL), (1, 2)),
            # "no group said it was behind the attack" is nobody's word
            (make_actor("No group", kind=SourceKind.NGO), (1, 2)),
            # people without a name, with more said of them
            (make_actor("Two men interviewed", kind=SourceKind.WITNESS), (1, 2)),
            (make_actor("Many of the Saraqib families", kind=SourceKind.NGO), (1, 2)),
            (make_actor("Three officers speaking on condition of anonymity", kind=SourceKind.GOVERNMENT), (1, 2)),
            # a place is named, the people are not; of a body the same words are name enough
            (make_actor("Saraqib evacuees", kind=SourceKind.WITNESS), (1, 2)),
            (make_actor("Saraqib hospital", kind=SourceKind.NGO), (2, 2)),
            # who took the pictures stays open
            (make_actor("Pictures posted on state media", kind=SourceKind.MEDIA), (1, 2)),
        ],
    )
    def test_who_an_author_is(self, author: Actor, expected: tuple[int, int]) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        corpus.report("Post", author, text=OWN["Post"], hours=2)
        assert span_of_origins(corpus.event()) == expected

    @pytest.mark.parametrize(
        ("others", "expected"),
        [
            # two bodies that one report names as the source of one sentence
            ([make_actor("Valley Aid Network", kind=SourceKind.NGO)], (2, 2)),
            # people without a name beside a body: they may have told it, or the body them
            ([OFFICIALS], (1, 2)),
            # each stays what it is: an army and its government are arms of one state
            ([ARMY, MINISTRY], (2, 3)),
            # what cannot speak is no source beside one that can
            ([make_actor("Russian jets", kind=SourceKind.MILITARY)], (1, 1)),
        ],
    )
    def test_those_named_together_are_a_source_each(self, others: list[Actor], expected: tuple[int, int]) -> None:
        corpus = Corpus()
        together = replace(make_actor("Hill War Monitor and others"), parts=(MONITOR, *others))
        corpus.report("Herald", together, text=OWN["Herald"])
        corpus.report("Post", MONITOR, text=OWN["Post"], hours=1)
        event = corpus.event()
        assert span_of_origins(event) == expected
        assert together.key not in {claim.author.key for claim in event.claims}

    def test_neither_of_two_named_together_is_described_by_the_others_name(self) -> None:
        corpus = Corpus()
        words = f"{TELLING}, Hill War Monitor and Omar Halabi said. It said so."
        article = make_article(words)
        halabi = make_actor("Omar Halabi", kind=SourceKind.INDIVIDUAL)
        parts = tuple(replace(actor, span=span_of(article, actor.name)) for actor in (MONITOR, halabi))
        together = replace(make_actor("Hill War Monitor and Omar Halabi"), parts=parts)
        mention = corpus.report("Herald", together, text=words)
        said = replace(corpus.attributions[0], source=(span_of(article, "Hill War Monitor and Omar Halabi"),))
        corpus.attributions = [said]
        corpus.mentions = [replace(mention, attribution_ids=(said.id,))]
        assert len(corpus.event().origins) == 2

    def test_a_body_is_shown_by_its_own_name(self) -> None:
        corpus = Corpus()
        long_name = replace(make_actor("Omar Abdel Karim al-Halabi"), speaks_for=MONITOR.key)
        corpus.report("Herald", long_name, text=OWN["Herald"])
        corpus.report("Post", MONITOR, text=OWN["Post"], hours=2)
        assert [claim.author.name for claim in corpus.event().claims] == ["Hill War Monitor"]

    def test_a_body_whose_spokesman_alone_speaks_goes_by_the_name_it_acts_under(self) -> None:
        corpus = Corpus()
        colonel = replace(make_actor("Nabil Abdel Karim", kind=SourceKind.MILITARY), speaks_for=ARMY.key)
        corpus.report("Herald", colonel, text=OWN["Herald"])
        assert [claim.author.name for claim in corpus.event().claims] == [colonel.name]  # nobody names the army here
        corpus.report("Post", colonel, text=OWN["Post"], hours=1, recipients=[ARMY])
        (claim,) = corpus.event().claims
        assert (claim.author.name, claim.author.key, claim.author.speaks_for) == (ARMY.name, ARMY.key, None)

    def test_a_spokesman_of_a_known_body_speaks_for_no_other(self) -> None:
        corpus = Corpus()
        mention = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        volunteer = replace(make_actor("Omar Halabi", kind=SourceKind.NGO), speaks_for=RESCUERS.key)
        second = make_attribution(corpus.articles[0], "It said so", TELLING, author=volunteer)
        corpus.attributions.append(second)
        corpus.mentions[0] = replace(mention, attribution_ids=(*mention.attribution_ids, second.id))
        assert span_of_origins(corpus.event()) == (2, 2)

    def test_people_without_a_name_are_kept_apart_and_called_one_way_are_one(self) -> None:
        corpus = Corpus()
        residents, medics = (make_actor(name, kind=SourceKind.ANONYMOUS) for name in ("residents", "two medics"))
        corpus.report("Herald", residents, text=OWN["Herald"])
        corpus.report("Herald", medics, text=OWN["Post"], hours=2)
        assert span_of_origins(corpus.event()) == (1, 2)
        again = make_actor("a resident of the quarter", kind=SourceKind.WITNESS)
        corpus.report("Herald", again, text=OWN["Gazette"], hours=4)
        assert span_of_origins(corpus.event()) == (1, 2)

    def test_a_persons_word_that_two_names_are_one_body_is_kept(self) -> None:
        corpus = Corpus()
        director = make_actor("Omar Halabi", kind=SourceKind.NGO)
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        corpus.report("Post", director, text=OWN["Post"], hours=1)
        assert span_of_origins(corpus.event()) == (2, 2)
        corpus.extra.append(make_edge(director.key, MONITOR.key, relation=Relation.SAME_ACTOR, by="person:ana"))
        assert span_of_origins(corpus.event()) == (1, 1)

    def test_a_spokesman_is_the_body_a_report_names_him_for(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", RESCUERS, text=OWN["Herald"])
        text = TELLING + ", said Civil Rescue volunteer Omar Halabi. It said so."
        volunteer = make_actor("Omar Halabi", kind=SourceKind.INDIVIDUAL)
        corpus.report("Post", volunteer, text=text, hours=1)
        assert span_of_origins(corpus.event()) == (2, 2)  # not known while the source is just his name
        named = "Civil Rescue volunteer Omar Halabi"
        corpus.attributions[1] = replace(corpus.attributions[1], source=(span_of(corpus.articles[1], named),))
        event = corpus.event()
        assert span_of_origins(event) == (1, 1)
        assert event.origins[0].reasons == ("A report names Omar Halabi as one of Civil Rescue.",)

    def test_a_person_beside_a_body_may_speak_for_it(self) -> None:
        # The low count is sure only where nobody in one report may be the other's spokesman.
        corpus = Corpus()
        mention = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        article = corpus.articles[0]
        director = make_actor("Omar Halabi", kind=SourceKind.NGO)
        second = make_attribution(article, "It said so", TELLING, author=director)
        corpus.attributions.append(second)
        corpus.mentions[0] = replace(mention, attribution_ids=(*mention.attribution_ids, second.id))
        assert span_of_origins(corpus.event()) == (1, 2)

    def test_a_long_name_that_holds_a_bodys_name_is_that_body(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", RESCUERS, text=OWN["Herald"])
        workers = make_actor("rescue crews known as the Civil Rescue", kind=SourceKind.NGO)
        corpus.report("Post", workers, text=OWN["Post"], hours=1)
        assert span_of_origins(corpus.event()) == (1, 1)

    def test_who_only_condemns_it_knows_no_more_than_others(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        text = TELLING + ", which the envoy condemned. It said so."
        corpus.report("Post", make_actor("Envoy Lund", kind=SourceKind.INTERGOVERNMENTAL), text=text, hours=1)
        said = corpus.attributions[1]
        corpus.attributions[1] = replaced = replace(said, cue=(span_of(corpus.articles[1], "condemned"),))
        corpus.mentions[1] = replace(corpus.mentions[1], attribution_ids=(replaced.id,))
        assert span_of_origins(corpus.event()) == (1, 2)

    def test_a_government_without_a_part_in_what_is_told_is_no_witness(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        ministry = make_actor("French foreign ministry", kind=SourceKind.GOVERNMENT, country="FR")
        placeless = replace(corpus.report("Post", ministry, text=OWN["Post"], hours=1), places=())
        corpus.mentions[1] = placeless
        assert span_of_origins(corpus.event()) == (1, 2)
        corpus.mentions[1] = replace(placeless, agents=(make_actor("French jets", country="FR"),))
        assert span_of_origins(corpus.event()) == (2, 2)  # its own jets: it knows

    def test_attitudes_are_nobodys_claim(self) -> None:
        corpus = Corpus()
        mention = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        corpus.attributions = [replace(a, is_speech=False) for a in corpus.attributions]
        event = derive([replace(mention, own_voice=True)], corpus.attributions, corpus.articles, [])[0]
        assert [c.author.name for c in event.claims] == ["Herald"]


class TestStanding:
    def test_a_denial_disputes_and_supports_nothing(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        corpus.report("Post", ARMY, text=OWN["Post"], polarity=Polarity.DENIES, killed=None, hours=1)
        event = corpus.event()
        assert event.standing.disputed and event.standing.denied_by == ("Syrian army",)
        assert span_of_origins(event) == (1, 1)
        assert event.standing.credibility == 4

    def test_who_says_that_it_never_happened_denies_it_too(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        words = "The army said it had not bombed the bakery in Saraqib on Sunday."
        article = make_article(words, publisher="Post", published=DAY_ONE + timedelta(hours=1))
        said = make_attribution(article, "said", "it had not bombed the bakery in Saraqib on Sunday", author=ARMY)
        denied = make_mention(
            article, "bombed", places=[SARAQIB], time=SUNDAY, attributions=[said], own_voice=False, agents=[ARMY]
        )
        corpus.articles.append(article)
        corpus.attributions.append(said)
        corpus.mentions.append(denied)
        event = corpus.event()
        assert event.standing.disputed and event.standing.denied_by == ("Syrian army",)
        assert span_of_origins(event) == (1, 1)

    def test_only_denied_means_nobody_supports_it(self) -> None:
        corpus = Corpus()
        corpus.report("Post", ARMY, text=OWN["Post"], polarity=Polarity.DENIES, killed=None)
        corpus.mentions = [replace(m, own_voice=False) for m in corpus.mentions]
        event = corpus.event()
        assert span_of_origins(event) == (0, 0)
        assert event.standing.credibility == 6

    @pytest.mark.parametrize(
        ("one", "other", "disputed"),
        [(9, 9, False), (40, 44, False), (12, 40, True)],  # a few bodies more or less are no dispute
    )
    def test_figures_far_apart_are_a_dispute(self, one: int, other: int, disputed: bool) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"], killed=one)
        corpus.report("Post", RESCUERS, text=OWN["Post"], killed=other, hours=1)
        assert corpus.event().standing.disputed is disputed

    def test_an_authors_revised_toll_replaces_the_earlier(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"], killed=9)
        corpus.report("Post", MONITOR, text=OWN["Post"], killed=40, hours=5)
        event = corpus.event()
        assert [f.amount.low for f in event.figures] == [40]
        assert not event.standing.disputed

    def test_echoes_never_raise_credibility(self) -> None:
        once, often = Corpus(), Corpus()
        once.report("Herald", MONITOR, text=OWN["Herald"])
        for n, (publisher, text) in enumerate(OWN.items()):
            often.report(publisher, MONITOR, text=text, hours=n)
        assert once.event().standing.credibility == often.event().standing.credibility == 3

    @pytest.mark.parametrize(
        ("one", "other", "disputed"),
        [
            (ARMY, make_actor("army", kind=SourceKind.MILITARY), False),  # one army, once without its country
            (ARMY, make_actor("Levant Front", kind=SourceKind.ARMED_GROUP), True),
        ],
    )
    def test_two_parties_that_gain_one_town_are_a_dispute(self, one: Actor, other: Actor, disputed: bool) -> None:
        corpus = Corpus()
        for publisher, gainer in (("Herald", one), ("Post", other)):
            mention = corpus.report(
                publisher, MONITOR, text=OWN[publisher], hours=len(publisher), control=ControlChange(to=gainer.name)
            )
            corpus.mentions[-1] = replace(mention, agents=(gainer,))
        event = corpus.event()
        assert event.standing.disputed is disputed
        assert event.control == ControlChange(to=event.agents[0].name, contested=disputed)

    def test_a_loss_told_by_the_losing_side_goes_against_its_interest(self) -> None:
        corpus = Corpus()
        lost = ControlChange(to="rebels")
        corpus.report("Herald", ARMY, text=OWN["Herald"], control=lost, recipients=[ARMY])
        assert not corpus.event().standing.against_interest  # no sides declared
        assert corpus.event(declared=Declared(sides={ARMY.key: "government"})).standing.against_interest


class TestRepresentative:
    def test_origins_vote_and_echoes_do_not(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", RESCUERS, text=OWN["Herald"])
        corpus.report("Gazette", ARMY, text=OWN["Gazette"], hours=1)
        for n in range(4):  # four reports of one monitor that call it something else
            text = f"{TELLING}. Reporter number {n} walked the street afterwards. It said so."
            corpus.report(f"Echo {n}", MONITOR, text=text, hours=2, event_type=EventType.COERCE)
        assert corpus.event().type == EventType.ASSAULT

    def test_days_are_what_all_tellings_allow(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        later = corpus.report("Post", RESCUERS, text=OWN["Post"], hours=1)
        weekend = make_day(date(2024, 11, 29), end=date(2024, 12, 1), precision=SUNDAY.precision)
        corpus.mentions[1] = replace(later, time=weekend)
        assert corpus.event().time == SUNDAY

    def test_nothing_settled_gives_an_event_without_place_or_time(self) -> None:
        article = make_article("There was fighting.")
        (event,) = derive([make_mention(article, "fighting")], [], [article], [])
        assert (event.places, event.time, event.figures) == ((), None, ())


class TestClusters:
    def test_a_person_parts_what_the_machine_joined(self) -> None:
        corpus = Corpus()
        one = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        two = corpus.report("Post", RESCUERS, text=OWN["Post"], hours=1)
        corpus.extra.append(make_edge(two.id, one.id, judgement=Judgement.NEGATIVE, by="person:ana"))
        assert len(corpus.derive()) == 2

    def test_a_person_joins_what_the_machine_would_never(self) -> None:
        corpus = Corpus()
        one = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        two = corpus.report("Post", RESCUERS, text=OWN["Post"], hours=1)
        corpus.mentions[1] = replace(two, time=make_day(date(2024, 10, 1)))
        assert len(corpus.derive()) == 2
        corpus.extra.append(make_edge(one.id, two.id, by="person:ana"))
        assert len(corpus.derive()) == 1

    def test_a_later_decision_supersedes_an_earlier_and_a_machine_none(self) -> None:
        corpus = Corpus()
        one = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        two = corpus.report("Post", RESCUERS, text=OWN["Post"], hours=1)
        parted = make_edge(one.id, two.id, judgement=Judgement.NEGATIVE, by="person:ana", at=DAY_ONE)
        joined = make_edge(one.id, two.id, by="person:ben", at=DAY_ONE + timedelta(days=1))
        machine = make_edge(one.id, two.id, score=0.99, at=DAY_ONE + timedelta(days=2))
        corpus.extra += [joined, parted, machine]
        assert len(corpus.derive()) == 1
        corpus.extra.remove(joined)
        assert len(corpus.derive()) == 2

    def test_a_chain_does_not_tie_different_towns(self) -> None:
        # One vague report stands between two attacks that cannot be one.
        corpus = Corpus()
        here = corpus.report("Herald", MONITOR, text=OWN["Herald"])
        vague = corpus.report("Post", RESCUERS, text=OWN["Post"], hours=1)
        there = corpus.report("Gazette", ARMY, text=OWN["Gazette"], hours=2)
        corpus.mentions[1] = replace(vague, places=())
        corpus.mentions[2] = replace(there, places=(replace(there.places[0], name="Raqqa", place=RAQQA),))
        events = corpus.derive()
        assert len(events) == 2
        assert not any({here.id, there.id} <= set(e.mention_ids) for e in events)

    @pytest.mark.parametrize(
        ("differing", "events"),
        [
            # A reader counted one act twice, and the other report's telling of it fits both.
            ({}, 1),
            # One report tells of two acts: the town next to it, the next day, another toll.
            ({"places": (replace(make_event_place(SARAQIB), name="Idlib countryside"),)}, 2),
            ({"time": make_day(date(2024, 12, 2))}, 2),
            ({"figures": (make_figure(2),)}, 2),
            # What the report does not say sets nothing apart, nor what has no name.
            ({"places": ()}, 1),
            ({"places": (replace(make_event_place(SARAQIB), name="two villages"),)}, 1),
            ({"time": None}, 1),
            ({"figures": ()}, 1),
        ],
    )
    def test_what_one_report_tells_apart_no_other_joins(self, differing: dict[str, object], events: int) -> None:
        corpus = Corpus()
        corpus.report("Post", RESCUERS, text=OWN["Post"])
        twice = corpus.report("Herald", MONITOR, text=OWN["Herald"], hours=1)
        again = replace(twice, triggers=(span_of(corpus.articles[-1], "killing"),), **differing)  # type: ignore[arg-type]
        corpus.mentions.append(again)
        assert len(corpus.derive()) == events

    @pytest.mark.parametrize(
        ("killed", "differing", "events"),
        [
            # The same dead in the district and in the town it lies in: one event, told under two names.
            (40, {"places": (replace(make_event_place(SARAQIB), name="Idlib countryside"),)}, 1),
            # A few dead are counted of many events.
            (4, {"places": (replace(make_event_place(SARAQIB), name="Idlib countryside"),)}, 2),
            # Another day is another event, whoever died there.
            (40, {"time": make_day(date(2024, 12, 2))}, 2),
            # What is another kind of act is none of the two.
            (40, {"type": EventType.AID, "time": make_day(date(2024, 12, 2))}, 2),
        ],
    )
    def test_the_same_dead_are_of_one_event(self, killed: int, differing: dict[str, object], events: int) -> None:
        corpus = Corpus()
        corpus.report("Post", RESCUERS, text=OWN["Post"], killed=killed)
        twice = corpus.report("Herald", MONITOR, text=OWN["Herald"], hours=1, killed=killed)
        again = replace(twice, triggers=(span_of(corpus.articles[-1], "killing"),), **differing)  # type: ignore[arg-type]
        corpus.mentions.append(again)
        assert len(corpus.derive()) == events

    def test_an_events_id_survives_later_reports(self) -> None:
        corpus = Corpus()
        corpus.report("Herald", MONITOR, text=OWN["Herald"])
        before = corpus.event().id
        corpus.report("Post", RESCUERS, text=OWN["Post"], hours=9)
        assert corpus.event().id == before


def big_corpus() -> Corpus:
    corpus = Corpus()
    authors: list[Actor | None] = [MONITOR, RESCUERS, ARMY, None, OFFICIALS, REUTERS]
    for n in range(12):
        text = f"{TELLING}. Line {n} of the notebook tells of street {n * 7}. It said so."
        mention = corpus.report(f"Outlet {n % 5}", authors[n % 6], text=text, hours=n % 4, killed=5 + n % 3)
        if n % 4 == 3:  # another town, so that there is more than one event
            elsewhere = (replace(mention.places[0], name="Raqqa", place=RAQQA),)
            corpus.mentions[-1] = replace(mention, places=elsewhere)
    return corpus


BIG = big_corpus()
BIG_EDGES = BIG.edges()
EXPECTED = derive(BIG.mentions, BIG.attributions, BIG.articles, BIG_EDGES)


Record = TypeVar("Record")


@given(st.integers(0, 2**32))
def test_no_order_of_arrival_changes_anything(seed: int) -> None:
    random = Random(seed)

    def shuffled(records: Sequence[Record]) -> list[Record]:
        mixed = [*records, *records[:3]]  # and some come twice
        random.shuffle(mixed)
        return mixed

    derived = derive(shuffled(BIG.mentions), shuffled(BIG.attributions), shuffled(BIG.articles), shuffled(BIG_EDGES))
    assert derived == EXPECTED


@given(st.permutations([mention.id for mention in BIG.mentions]))
def test_one_event_asked_for_is_the_one_derived_with_all(asked: list[str]) -> None:
    facts = gather(BIG.mentions, BIG.attributions, BIG.articles, BIG_EDGES)
    known_at = {article.id: article.known_at for article in BIG.articles}
    clustering = Clustering(facts.mentions, known_at, facts.same_event)
    told = {mention_id: event for event in EXPECTED for mention_id in event.mention_ids}
    for mention_id in asked:
        derivation = Derivation(clustering.clusters_of([mention_id]), facts)
        assert derivation.events() == (told[mention_id],)
        assert derivation.event_told_by(mention_id) == told[mention_id]
        assert derivation.event_told_by("of no report given") is None


def test_every_record_leads_back_to_what_was_given() -> None:
    mentions = {m.id for m in BIG.mentions}
    articles = {a.id for a in BIG.articles}
    assert sorted(i for e in EXPECTED for i in e.mention_ids) == sorted(mentions)
    for event in EXPECTED:
        claims = {c.id for c in event.claims}
        assert {a.article_id for c in event.claims for a in c.appearances} <= articles
        assert {i for o in event.origins for i in o.claim_ids} <= claims
        assert len(event.origins) == event.standing.origins_high >= event.standing.origins_low


def test_linked_by_the_real_linker_too() -> None:
    contexts = [
        MentionInContext(mention=m, article=next(a for a in BIG.articles if a.id == m.article_id)) for m in BIG.mentions
    ]
    edges = link_mentions(contexts, [])
    derived = derive(BIG.mentions, BIG.attributions, BIG.articles, edges)
    assert {frozenset(e.mention_ids) for e in derived} == {frozenset(e.mention_ids) for e in EXPECTED}


def test_a_mode_is_one_of_the_type_that_most_tell() -> None:
    reports = [make_article(f"{who} says Hama fell.", publisher=who) for who in ("The Post", "The Echo", "The Herald")]
    kinds = ((EventType.ASSAULT, None), (EventType.ASSAULT, None), (EventType.RETREAT, "withdraw"))
    told = [
        make_mention(report, "fell", event_type=kind, mode=mode)
        for report, (kind, mode) in zip(reports, kinds, strict=True)
    ]
    edges = [make_edge(told[0].id, told[1].id), make_edge(told[0].id, told[2].id), make_edge(told[1].id, told[2].id)]
    (event,) = derive(told, (), reports, edges)
    assert (event.type, event.mode) == (EventType.ASSAULT, None)


def test_nothing_gives_nothing() -> None:
    assert derive([], [], [], []) == ()


def test_a_mention_whose_report_is_missing_is_left_out() -> None:
    article = make_article("There was fighting.")
    assert derive([make_mention(article, "fighting")], [], [], []) == ()
