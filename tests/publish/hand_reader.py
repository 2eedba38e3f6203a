"""The example's reports as a person reads them, so that pages can be tested without the trained reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.model import (
    Article,
    Attribution,
    Certainty,
    ControlChange,
    EventMention,
    EventType,
    Method,
    Place,
    Polarity,
    Reading,
    SourceKind,
    Status,
    WherePrecision,
)
from tests.factory import (
    make_actor,
    make_attribution,
    make_day,
    make_figure,
    make_mention,
    make_place,
    span_of,
)

SOHR = make_actor("Syrian Observatory for Human Rights", kind=SourceKind.NGO)
ARMY = make_actor("Syrian army", kind=SourceKind.MILITARY, country="SY")
REBELS = make_actor("Syrian rebels", key="rebels", kind=SourceKind.ARMED_GROUP)
RUSSIA = make_actor("Russia", kind=SourceKind.GOVERNMENT, country="RU")
ISRAEL = make_actor("Israel", kind=SourceKind.GOVERNMENT, country="IL")
SDF = make_actor("Syrian Democratic Forces", kind=SourceKind.ARMED_GROUP)
BBC = make_actor("BBC", kind=SourceKind.MEDIA)
WIRE = make_actor("Halden Wire", kind=SourceKind.AGENCY)

ALEPPO = make_place("Aleppo", 36.2021, 37.1343, feature="P.PPLA")
AIRPORT = make_place("Aleppo airport", 36.1807, 37.2244, feature="S.AIRP")
HAMA = make_place("Hama", 35.1318, 36.7578, admin1="Hama", feature="P.PPLA")
HOMS = make_place("Homs", 34.7324, 36.7137, admin1="Homs", feature="P.PPLA")
DAMASCUS = make_place("Damascus", 33.5102, 36.2913, admin1="Dimashq", feature="P.PPLC")
SUBURBS = make_place("suburbs of Damascus", 33.5102, 36.2913, admin1="Dimashq", radius_m=16_000)
TARTUS = make_place("Tartus", 34.8890, 35.8866, admin1="Tartus", feature="P.PPLA")
SOURAN = make_place("Souran", 35.2928, 36.7451, admin1="Hama")
MOREK = make_place("Morek", 35.3773, 36.6893, admin1="Hama")
KHAN = make_place("Khan Sheikhoun", 35.4429, 36.6517, admin1="Idlib")
DEIR = make_place("Deir al-Zour", 35.3359, 40.1408, admin1="Deir ez-Zor", feature="P.PPLA")
DARAA = make_place("Daraa", 32.6189, 36.1021, admin1="Daraa", feature="P.PPLA")
DARAA_PROVINCE = make_place("Daraa province", 32.85, 36.2, admin1="Daraa", feature="A.ADM1", radius_m=45_000)
NORTHWEST = make_place("northwest Syria", 35.9, 36.8, feature="RGN", radius_m=75_000)
GOLAN = make_place("Golan Heights", 33.0, 35.85, feature="T.UPLD", radius_m=25_000)
SOUTH = make_place("southern Syria", 32.9, 36.4, feature="RGN", radius_m=70_000)
SYRIA = make_place("Syria", 35.0, 38.0, admin1=None, feature="A.PCLI", radius_m=350_000)
MOSCOW = make_place("Moscow", 55.7522, 37.6156, country="RU", admin1="Moscow", feature="P.PPLC")

Hand = Callable[[Article], tuple[Sequence[Attribution], Sequence[EventMention]]]


def _day(number: int, month: int = 12) -> date:
    return date(2024, month, number)


def _counts_dead(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    dead = "More than 130 people have been killed in clashes between the army and the rebels in the northwest"
    monitor = make_attribution(a, "said", dead, author=SOHR, source="the Syrian Observatory for Human Rights")
    army = make_attribution(a, "described", "as a large-scale terrorist attack", author=ARMY, source="The Syrian army")
    claim = "that fighters with medium and heavy weapons had attacked villages, towns and military sites"
    again = make_attribution(a, "said that", claim.removeprefix("that "), author=ARMY, source="It")
    killed = make_mention(
        a,
        "killed",
        places=(NORTHWEST,),
        where_prec=WherePrecision.VAGUE,
        time=make_day(_day(27, 11), end=_day(28, 11)),
        agents=(REBELS, ARMY),
        figures=(make_figure(130, by=monitor),),
        attributions=(monitor,),
        own_voice=False,
    )
    attacked = make_mention(
        a, "attacked", agents=(REBELS,), places=(NORTHWEST,), where_prec=WherePrecision.VAGUE, attributions=(again,),
        time=make_day(_day(27, 11)), own_voice=False,
    )  # fmt: skip
    offensive = make_mention(
        a, "launched", agents=(REBELS,), places=(NORTHWEST,), where_prec=WherePrecision.VAGUE,
        time=make_day(_day(27, 11)),
    )  # fmt: skip
    return (monitor, army, again), (killed, attacked, offensive)


def _withdrawal(a: Article) -> tuple[Attribution, EventMention]:
    content = "it had temporarily withdrawn its troops from Aleppo in order to regroup and prepare a counterattack"
    army = make_attribution(a, "said", content, author=ARMY, source="The Syrian army")
    mention = make_mention(
        a, "withdrawn", event_type=EventType.RETREAT, mode="withdraw", agents=(ARMY,), places=(ALEPPO,),
        time=make_day(_day(30, 11)), attributions=(army,), own_voice=False,
    )  # fmt: skip
    return army, mention


def _soldiers(a: Article) -> tuple[Attribution, EventMention]:
    dead = make_attribution(
        a, "said in a statement", "Dozens of soldiers were killed in attacks in the northwest", author=ARMY,
        source="the army",
    )  # fmt: skip
    mention = make_mention(
        a, "killed", places=(NORTHWEST,), where_prec=WherePrecision.VAGUE, recipients=(ARMY,), agents=(REBELS,),
        time=make_day(_day(27, 11), end=_day(30, 11)), figures=(make_figure(24, 99, by=dead),), attributions=(dead,),
        own_voice=False,
    )  # fmt: skip
    return dead, mention


def _leaves_aleppo(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    army, withdrawn = _withdrawal(a)
    dead, killed = _soldiers(a)
    sohr = make_attribution(
        a, "according to", "Rebels have taken control of most of Aleppo", author=SOHR,
        source="the Syrian Observatory for Human Rights",
    )  # fmt: skip
    entered = make_attribution(
        a, "confirmed", "insurgents had entered large parts of the city", author=ARMY,
        source="The army", certainty=Certainty.CERTAIN,
    )  # fmt: skip
    taken = _capture(a, "taken control", ALEPPO, 30, 11, (sohr,), own_voice=False)
    return (army, dead, sohr, entered), (withdrawn, killed, taken)


def _capture(
    a: Article, trigger: str, place: Place, day: int, month: int, said: Sequence[Attribution], *, own_voice: bool = True
) -> EventMention:
    return make_mention(
        a, trigger, event_type=EventType.COERCE, mode="seize", agents=(REBELS,), places=(place,),
        time=make_day(_day(day, month)), control=ControlChange(to="rebels"), attributions=said, own_voice=own_voice,
    )  # fmt: skip


def _copied(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    army, withdrawn = _withdrawal(a)
    dead, killed = _soldiers(a)
    return (army, dead), (withdrawn, killed)


def _what_we_know(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    told = (
        "The Syrian army said on Saturday that it had temporarily withdrawn its troops from Aleppo in order to regroup "
        "and prepare a counterattack"
    )
    wire = make_attribution(a, "reported", told, author=WIRE, source="Halden Wire")
    content = "it had temporarily withdrawn its troops from Aleppo in order to regroup and prepare a counterattack"
    army = make_attribution(a, "said", content, author=ARMY, source="The Syrian army", within=wire)
    withdrawn = make_mention(
        a, "withdrawn", event_type=EventType.RETREAT, mode="withdraw", agents=(ARMY,), places=(ALEPPO,),
        time=make_day(_day(30, 11)), attributions=(army,), own_voice=False,
    )  # fmt: skip
    held = _capture(a, "held", ALEPPO, 30, 11, ())
    killed = make_mention(
        a, "killed", places=(NORTHWEST,), where_prec=WherePrecision.VAGUE, agents=(REBELS, ARMY),
        time=make_day(_day(27, 11), end=_day(30, 11)), figures=(make_figure(300),),
    )  # fmt: skip
    minister = make_attribution(
        a, "called", "a plot by the United States and Israel", source="Iran’s foreign minister, Abbas Araghchi",
        author=make_actor("Abbas Araghchi", kind=SourceKind.GOVERNMENT, country="IR"),
    )  # fmt: skip
    peskov = make_attribution(
        a, "said it", "violated Syria’s sovereignty", source="Dmitry Peskov, the Kremlin’s spokesman",
        author=make_actor("Dmitry Peskov", kind=SourceKind.GOVERNMENT, country="RU"),
    )  # fmt: skip
    return (wire, army, minister, peskov), (held, withdrawn, killed)


def _airport(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    told = "Rebels have captured the airport of Aleppo and are attacking the city of Hama"
    sohr = make_attribution(a, "according to", told, author=SOHR, source="the Syrian Observatory for Human Rights")
    officials = make_actor("local officials", kind=SourceKind.GOVERNMENT)
    local = Attribution(
        article_id=a.id, source=sohr.source, cue=sohr.cue, content=sohr.content, author=officials
    )  # fmt: skip
    reuters = make_attribution(
        a, "reported", "Rebels captured Aleppo on Sunday", source="Reuters",
        author=make_actor("Reuters", kind=SourceKind.AGENCY),
    )  # fmt: skip
    airport = _capture(a, "captured", AIRPORT, 2, 12, (local,), own_voice=False)
    attack = make_mention(
        a, "attacking", places=(HAMA,), agents=(REBELS,), status=Status.ONGOING, time=make_day(_day(2)),
        attributions=(local,), own_voice=False,
    )  # fmt: skip
    taken = make_mention(
        a, "captured", occurrence=1, event_type=EventType.COERCE, mode="seize", agents=(REBELS,), places=(ALEPPO,),
        time=make_day(_day(1)), control=ControlChange(to="rebels"), attributions=(reuters,), own_voice=False,
    )  # fmt: skip
    return (local, reuters), (airport, attack, taken)


def _jets(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    told = "Syrian and Russian warplanes made several air strikes near Souran, Morek and Khan Sheikhoun"
    sohr = make_attribution(a, "said", told, author=SOHR, source="the Syrian Observatory for Human Rights")
    strikes = make_mention(
        a, "air strikes", mode="aerial", places=(SOURAN, MOREK, KHAN), where_prec=WherePrecision.NEAR,
        agents=(make_actor("Syrian and Russian warplanes"),), attributions=(sohr,), own_voice=False,
    )  # fmt: skip
    kyiv = make_attribution(
        a, "said that",
        "some Russian units were surrounded and that hundreds of Russian soldiers were missing in Syria",
        author=make_actor("Ukraine’s military intelligence", kind=SourceKind.MILITARY, country="UA"),
        source="Ukraine’s military intelligence",
    )  # fmt: skip
    dismissed = make_mention(
        a, "dismissed", event_type=EventType.SANCTION, mode="expel", agents=(make_actor("Kremlin"),),
        recipients=(make_actor("General Sergey Kiselyov"),),
    )  # fmt: skip
    return (sohr, kyiv), (strikes, dismissed)


def _ships(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    told = "Russia evacuated all its military ships from its base in Tartus on December 3"
    bbc = make_attribution(a, "reports", told, author=BBC, source="the BBC")
    evacuated = make_mention(
        a, "evacuated", event_type=EventType.RETREAT, mode="withdraw", agents=(RUSSIA,), places=(TARTUS,),
        time=make_day(_day(3)), attributions=(bbc,), own_voice=False,
    )  # fmt: skip
    isw = make_attribution(
        a, "according to",
        "The evacuation may mean that Moscow does not plan to send large reinforcements to President Bashar al-Assad",
        author=make_actor("Institute for the Study of War", kind=SourceKind.EXPERT, country="US"),
        source="the Institute for the Study of War", certainty=Certainty.POSSIBLE,
    )  # fmt: skip
    spies = Attribution(
        article_id=a.id,
        source=(span_of(a, "intelligence sources"),),
        cue=(span_of(a, "according to", occurrence=1),),
        content=(span_of(a, "Russian soldiers and diplomats are hurriedly leaving Damascus"),),
        author=make_actor("intelligence sources", kind=SourceKind.ANONYMOUS),
    )
    leaving = make_mention(
        a, "leaving", event_type=EventType.RETREAT, mode="withdraw", agents=(make_actor("Russian soldiers"),),
        places=(DAMASCUS,), status=Status.ONGOING, attributions=(spies,), own_voice=False,
    )  # fmt: skip
    return (bbc, isw, spies), (evacuated, leaving)


def _hama(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    wire = make_attribution(
        a, "reports", "that the Syrian army admitted it had lost control of Hama", author=WIRE, source="Halden Wire"
    )
    army = make_attribution(
        a, "admitted", "it had lost control of Hama", author=ARMY, source="the Syrian army", within=wire
    )
    rebels = make_attribution(
        a, "said", "they had surrounded the city from three sides before they entered it", author=REBELS,
        source="The rebels",
    )  # fmt: skip
    captured = _capture(a, "captured", HAMA, 5, 12, (army,))
    freed = make_mention(
        a, "released", event_type=EventType.RETREAT, mode="release", agents=(REBELS,), places=(HAMA,),
        time=make_day(_day(5)),
    )  # fmt: skip
    return (wire, army, rebels), (captured, freed)


def _kyiv(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    ukraine = make_actor("Ukraine", kind=SourceKind.GOVERNMENT, country="UA")
    denial = make_attribution(
        a, "denied", "that it supports the rebels in Syria", author=ukraine, source="Ukraine", polarity=Polarity.DENIES
    )
    official = make_actor("Mojtaba Damirchiloo", kind=SourceKind.GOVERNMENT, country="IR")
    claim = make_attribution(
        a, "claimed", "Ukraine was supplying the rebels", author=official, source="Mojtaba Damirchiloo"
    )
    spies = make_attribution(
        a, "according to", "Ukrainian specialists are believed to have helped the rebels to prepare drones",
        author=make_actor("Russian sources in Syrian intelligence", kind=SourceKind.ANONYMOUS),
        source="Russian sources in Syrian intelligence", certainty=Certainty.PROBABLE,
    )  # fmt: skip
    moustafa = make_attribution(
        a, "told The New York Times",
        "The rebels and Ukraine coordinate on medical help and against Russian disinformation",
        author=make_actor("Mouaz Moustafa", kind=SourceKind.NGO), source="Mouaz Moustafa", channel="The New York Times",
    )  # fmt: skip
    supplies = make_mention(
        a, "supplying", event_type=EventType.AID, agents=(ukraine,), recipients=(REBELS,), places=(SYRIA,),
        where_prec=WherePrecision.COUNTRY, attributions=(denial, claim), own_voice=False,
    )  # fmt: skip
    return (denial, claim, spies, moustafa), (supplies,)


def _deir(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    sohr = make_attribution(
        a, "said", "Thousands of people fled Homs as the rebels neared its outskirts", author=SOHR,
        source="the Syrian Observatory for Human Rights",
    )  # fmt: skip
    taken = make_mention(
        a, "full control", event_type=EventType.COERCE, mode="seize", agents=(SDF,), places=(DEIR,),
        time=make_day(_day(6)), control=ControlChange(to="Syrian Democratic Forces"),
    )  # fmt: skip
    crossings = make_mention(
        a, "seized", event_type=EventType.COERCE, mode="seize", agents=(REBELS,), places=(DARAA_PROVINCE,),
        where_prec=WherePrecision.ADM1, time=make_day(_day(6)),
    )  # fmt: skip
    bombed = make_mention(
        a, "bombed", mode="aerial", agents=(ISRAEL,), places=(SYRIA,), where_prec=WherePrecision.COUNTRY,
        time=make_day(_day(6)),
    )  # fmt: skip
    rebels = make_attribution(
        a, "said", "Rebels captured the city of Hama on Thursday", author=REBELS, source="the rebels"
    )
    hama = _capture(a, "captured", HAMA, 5, 12, (rebels,), own_voice=False)
    return (sohr, rebels), (taken, crossings, bombed, hama)


def _daraa(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    sohr = make_attribution(
        a, "said", "Syrian government forces have lost control of the southern city of Daraa", author=SOHR,
        source="the Syrian Observatory for Human Rights",
    )  # fmt: skip
    monitors = make_attribution(
        a, "said that", "the army had withdrawn from several suburbs of Damascus",
        author=make_actor("two monitoring groups", kind=SourceKind.NGO), source="Two monitoring groups",
    )  # fmt: skip
    ministry = make_attribution(
        a, "denied", "its troops had withdrawn from the suburbs", polarity=Polarity.DENIES,
        author=make_actor("Syrian defence ministry", kind=SourceKind.GOVERNMENT, country="SY"),
        source="The Syrian defence ministry",
    )  # fmt: skip
    rebels = make_attribution(a, "said that", "they had begun to encircle Damascus", author=REBELS, source="The rebels")
    forces = make_attribution(
        a, "said on Friday", "they had taken control of Deir al-Zour", author=SDF, source="the Syrian Democratic Forces"
    )
    deir = make_mention(
        a, "taken control", event_type=EventType.COERCE, mode="seize", agents=(SDF,), places=(DEIR,),
        time=make_day(_day(6)), control=ControlChange(to="Syrian Democratic Forces"), attributions=(forces,),
        own_voice=False,
    )  # fmt: skip
    lost = _capture(a, "lost control", DARAA, 7, 12, (sohr,), own_voice=False)
    pulled = make_mention(
        a, "withdrawn", event_type=EventType.RETREAT, mode="withdraw", agents=(ARMY,), places=(SUBURBS,),
        where_prec=WherePrecision.NEAR, time=make_day(_day(7)), attributions=(monitors, ministry), own_voice=False,
    )  # fmt: skip
    encircle = make_mention(
        a, "encircle", agents=(REBELS,), places=(DAMASCUS,), time=make_day(_day(7)), attributions=(rebels,),
        status=Status.ONGOING, own_voice=False,
    )  # fmt: skip
    return (sohr, monitors, ministry, rebels, forces), (lost, pulled, encircle, deir)


def _damascus(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    earlier = make_attribution(a, "claimed", "they had taken control of Homs", author=REBELS, source="Rebels")
    captured = _capture(a, "captured", DAMASCUS, 8, 12, ())
    homs = _capture(a, "taken control", HOMS, 8, 12, (earlier,), own_voice=False)
    return (earlier,), (captured, homs)


def _moscow(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    agencies = make_attribution(
        a, "reported", "Russia has granted asylum to Bashar al-Assad and his family on humanitarian grounds",
        author=make_actor("Russian news agencies", kind=SourceKind.AGENCY, country="RU"),
        source="Russian news agencies",
    )  # fmt: skip
    told = "Syrian rebels captured Damascus on Sunday, and President Bashar al-Assad fled the country"
    wire = make_attribution(a, "reported", told, author=WIRE, source="Halden Wire")
    asylum = make_mention(
        a, "granted asylum", event_type=EventType.AID, agents=(RUSSIA,), recipients=(make_actor("Bashar al-Assad"),),
        places=(MOSCOW,), time=make_day(_day(8)), attributions=(agencies,), own_voice=False,
    )  # fmt: skip
    captured = _capture(a, "captured", DAMASCUS, 8, 12, (wire,), own_voice=False)
    return (agencies, wire), (asylum, captured)


def _golan(a: Article) -> tuple[Sequence[Attribution], Sequence[EventMention]]:
    media = make_attribution(
        a, "reported", "Israeli forces bombed weapons depots in southern Syria and in Damascus",
        author=make_actor("Israeli media", kind=SourceKind.MEDIA, country="IL"), source="Israeli media",
    )  # fmt: skip
    biden = make_attribution(
        a, "said that", "US forces had carried out dozens of air strikes on camps of the Islamic State group on Sunday",
        author=make_actor("Joe Biden", kind=SourceKind.GOVERNMENT, country="US"), source="President Joe Biden",
    )  # fmt: skip
    zone = make_mention(
        a, "seized", event_type=EventType.COERCE, mode="seize", agents=(ISRAEL,), places=(GOLAN,),
        where_prec=WherePrecision.NEAR, time=make_day(_day(8)), control=ControlChange(to="Israel"),
    )  # fmt: skip
    depots = make_mention(
        a, "bombed", mode="aerial", agents=(ISRAEL,), places=(SOUTH, DAMASCUS), where_prec=WherePrecision.VAGUE,
        attributions=(media,), own_voice=False, time=make_day(_day(8)),
    )  # fmt: skip
    camps = make_mention(
        a, "air strikes", mode="aerial", agents=(make_actor("US forces"),), places=(SYRIA,),
        where_prec=WherePrecision.COUNTRY, recipients=(make_actor("Islamic State group"),), attributions=(biden,),
        own_voice=False, time=make_day(_day(8)),
    )  # fmt: skip
    rebels = make_attribution(
        a, "said on state television", "Rebels captured Damascus on Sunday", author=REBELS, source="the rebels"
    )
    damascus = _capture(a, "captured", DAMASCUS, 8, 12, (rebels,), own_voice=False)
    return (media, biden, rebels), (zone, depots, camps, damascus)


HANDS: dict[str, Hand] = {
    "monitor-counts-dead": _counts_dead,
    "army-leaves-aleppo": _leaves_aleppo,
    "aleppo-withdrawal": _copied,
    "aleppo-what-we-know": _what_we_know,
    "airport-and-hama": _airport,
    "jets-strike-hama-countryside": _jets,
    "ships-leave-tartus": _ships,
    "hama-falls": _hama,
    "kyiv-denies": _kyiv,
    "deir-al-zour": _deir,
    "daraa-and-suburbs": _daraa,
    "damascus-falls": _damascus,
    "assad-in-moscow": _moscow,
    "golan-buffer-zone": _golan,
}


@dataclass(frozen=True)
class HandReader:
    """Reads the example's reports out of this module, and nothing in any other."""

    @property
    def method(self) -> Method:
        return Method(name="hand", version="1")

    def read(self, article: Article) -> Reading:
        hand = HANDS.get((article.url or "").rpartition("/")[2])
        attributions, mentions = hand(article) if hand else ((), ())
        return Reading(
            article_id=article.id, method=self.method, attributions=tuple(attributions), events=tuple(mentions)
        )

    def loader(self) -> Callable[[], Callable[[Article], Reading]]:
        return _load_read


def _load_read() -> Callable[[Article], Reading]:
    return HandReader().read
