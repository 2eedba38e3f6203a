from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Span
from accordingto.read.actors import ActorSpan, joint_actor, resolve_actors
from tests.factory import make_article
from tests.read.actors.marked import kinds, names, plain_and_mentions, resolved

NAMES = [
    # a determiner is no part of a name
    ("<s The Observatory of Lakes> said so.", ["Observatory of Lakes"]),
    # role before, name behind
    ("<s Harbour master Ruth Okafor> said the port was shut.", ["Ruth Okafor"]),
    ("<s U.S. Secretary of State John Kerry> landed in Paris.", ["John Kerry"]),
    # name first, apposition behind; then the surname alone, then with a title
    (
        "<s Ruth Okafor, head of the port authority,> said it was shut. <s Okafor> gave no date. <s Ms. Okafor> left.",
        ["Ruth Okafor"] * 3,
    ),
    # a surname with its Arabic article, and without
    ("Defence Minister Karim al-Tawil came. <s Tawil> said he knew. <s Al-Tawil> left.", ["Karim al-Tawil"] * 2),
    # a family name of two words
    ("U.N. envoy <s Staffan de Mistura> spoke. <s De Mistura> was tired.", ["Staffan de Mistura"] * 2),
    # the first name stands for the man where his house is called by it
    ("<s Prince Nayef al-Rashid> spoke. <s Prince Nayef> left.", ["Nayef al-Rashid"] * 2),
    # the role hangs on a body; the name closes the phrase, with and without its comma
    ("<s The director of the Lakeside clinic, Omar Haddad,> said so.", ["Omar Haddad"]),
    ("<s The manager of the Lakeside clinic Omar Haddad> said so.", ["Omar Haddad"]),
    ("<s Omar Haddad director of the Lakeside clinic> said so.", ["Omar Haddad"]),
    ("<s Omar Haddad deputy director of the Lakeside clinic> said so.", ["Omar Haddad"]),
    ("<s Omar Haddad an officer of the port> said so.", ["Omar Haddad"]),
    # an age without its commas; but a body's number is its name
    ("<s Ahmed 24> said so. <s Brigade 46> did not.", ["Ahmed", "Brigade 46"]),
    # one of a people is not their state
    ("The shell killed <r a Syrian>. <s Syrian officials> said so.", ["Syrian", "Syrian officials"]),
    # a town is nobody, whoever is told of behind it
    ("<s An activist in Deir Blorg who asked not to be named> said so.", ["activist in Deir Blorg"]),
    # whose toll it is
    ("Twelve died, according to <s a new toll from the Observatory of Lakes>.", ["Observatory of Lakes"]),
    # a person who only belongs to the head is not meant
    ("<s Supporters of Omar Haddad> cheered.", ["Supporters of Omar Haddad"]),
    ("<s Obama administration officials> said so.", ["Obama administration officials"]),
    ("<s Omar Haddad's lawyer, Lina Saab,> said so.", ["Lina Saab"]),
    # what a listed body is does not belong to its name
    ("<s The Britain-based Syrian Observatory for Human Rights> said so.", ["Syrian Observatory for Human Rights"]),
    ("<s Russia's Interfax news agency> reported it.", ["Interfax news agency"]),
    ("<s the news agency Amaq> said so.", ["Amaq"]),
    ("<a Islamic State militants> attacked.", ["Islamic State"]),
    ("<a The rebel coalition, “Military Operations Command,”> advanced.", ["Military Operations Command"]),
    # part of a full name, before and after it
    (
        "<s The Syrian Observatory for Human Rights> said ten died. <s The Observatory> named none.",
        ["Syrian Observatory for Human Rights"] * 2,
    ),
    # abbreviations of the list, and those the report itself explains
    ("<s The World Health Organization> warned. <s The WHO> sent doctors.", ["World Health Organization"] * 2),
    ("The Lake District Doctors Union (LDDU) met. <s The LDDU> warned of fever.", ["Lake District Doctors Union"]),
    ("<a The Syrian Democratic Forces (SDF)> moved. <a SDF> dug in.", ["Syrian Democratic Forces (SDF)"] * 2),
    ("<s The Lake District Doctors Union> met. <s The LDDU> warned of fever.", ["Lake District Doctors Union"] * 2),
    # a month's name inside a person's; a title is nobody
    ("<s Theresa May> spoke in May. <s The Vice President> left.", ["Theresa May", "Vice President"]),
    # a capital that only opens the sentence makes no name
    ("<s Local officials> spoke. <s Officials> in the capital did not.", ["Local officials", "Officials"]),
    # a body nobody lists behind what it is
    ("<s Danish weather service VEJR> said so.", ["VEJR"]),
    # joint sources; but one description with two adjectives, and one name with "and"
    ("<s John Kerry and Sergei Lavrov> agreed.", ["John Kerry and Sergei Lavrov"]),
    ("<s Residents and a rescue worker> said so.", ["Residents and rescue worker"]),
    ("<s Iraqi and Kurdish officials> said so.", ["Iraqi and Kurdish officials"]),
    # relative clauses are left off, unnamed sources stay what they are called
    ("<s A military source who asked not to be named> said so.", ["military source"]),
    ("<s Two intelligence sources> said so.", ["Two intelligence sources"]),
    # numbers are no part of whom something is done to
    ("A shell hit <r at least 12 soldiers>.", ["soldiers"]),
    # a modifier as agent
    ("<a rebel> shelling went on.", ["rebels"]),
]


@pytest.mark.parametrize(("marked", "expected"), NAMES)
def test_fullest_name(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


PRONOUNS = [
    # who signs the report is nobody in it
    ("By Soyoung Kim\nNorth Korean leader Kim Jong Un spoke. <s Kim> said so.", ["Kim Jong Un"]),
    # "his" belongs to whom the sentence before is about, not to who told it
    (
        "<s Rami Abdel Rahman> spoke.\nPavel Novak rules the town. <a His forces> advanced.",
        ["Rami Abdel Rahman", "Pavel Novak's forces"],
    ),
    # who spoke last goes on, not who is named inside what was said
    ("<s Ruth Okafor, a nurse,> said Assad had to go. <s She> wept.", ["Ruth Okafor"] * 2),
    ("<s Foreign Minister Pavel Novak> said Angela Merkel was wrong. <s He> left.", ["Pavel Novak"] * 2),
    # gender tells two people apart, whoever is nearer
    (
        "<s Spokeswoman Mary Hill> met spokesman Peter Lund. <s She> said it went well. <s He> agreed.",
        ["Mary Hill", "Mary Hill", "Peter Lund"],
    ),
    # a described person can be meant
    ("<s A local official> said two fled. <s He> gave no names.", ["local official"] * 2),
    # "it" is a body, not the person who stands nearer
    (
        "<s The Syrian Observatory for Human Rights> said so, and Ruth Okafor agreed. <s It> counted nine.",
        ["Syrian Observatory for Human Rights"] * 2,
    ),
    # "they" are several
    ("<s Residents> heard the jets. <s They> ran.", ["Residents"] * 2),
    # and none of them is "he"
    (
        "<s Pavel Novak> spoke, <s his lawyers> too. <s They> wept. <s He> did not.",
        ["Pavel Novak", "Pavel Novak's lawyers", "Pavel Novak's lawyers", "Pavel Novak"],
    ),
    # "who" right behind its noun
    ("<s Ruth Okafor> <s who> was there said so.", ["Ruth Okafor"] * 2),
    # nobody to stand for: nothing is guessed
    ("<s He> said so.", [None]),
    ("<s It> was reported.", [None]),
    # no man has been named
    ("<s Spokeswoman Mary Hill> spoke. <s He> said so.", ["Mary Hill", None]),
    # too far back to be meant
    ("<s Ruth Okafor> spoke." + " The rain went on." * 9 + " <s She> said so.", ["Ruth Okafor", None]),
]


@pytest.mark.parametrize(("marked", "expected"), PRONOUNS)
def test_pronouns(marked: str, expected: list[str | None]) -> None:
    assert names(marked) == expected


DESCRIPTIONS = [
    # the official is the one mentioned; "the officials" are not
    ("<s A Kurdish official> spoke. <s The official> gave no names.", ["Kurdish official"] * 2),
    ("<s A Kurdish official> spoke. <s The officials> denied it.", ["Kurdish official", "officials"]),
    # an office points to its holder
    ("<s The prosecutor, Brice Lamy,> spoke. <s The prosecutor> gave no date.", ["Brice Lamy"] * 2),
    # a jihadist group is no other armed group
    (
        "<a Islamic State> fought <r Hezbollah>. <a The jihadist group> fell back, and <a the Lebanese group> did not.",
        ["Islamic State", "Hezbollah", "Islamic State", "Hezbollah"],
    ),
    # in the lede a description looks ahead, if its words fit the role
    (
        "Talks are off, <s an opposition spokesman> said. <s Salim Qasim, a spokesman for the opposition,> left.",
        ["Salim Qasim"] * 2,
    ),
    # and does not if they do not
    (
        "Talks are off, <s an army spokesman> said. <s Salim Qasim, a spokesman for the opposition,> left.",
        ["army spokesman", "Salim Qasim"],
    ),
    # monitors in headlines and ledes
    (
        "Strike kills 9: <s monitor>\nNine died, <s a monitoring group> said. "
        "<s The Syrian Observatory for Human Rights> gave no names. <s The Britain-based monitor> counts dead.",
        ["Syrian Observatory for Human Rights"] * 4,
    ),
    # an arms watchdog is not a war monitor
    (
        "The Syrian Observatory for Human Rights and the Organisation for the Prohibition of Chemical Weapons met. "
        "<s The chemical weapons watchdog> sent a team.",
        ["Organisation for the Prohibition of Chemical Weapons"],
    ),
    # a monitor nobody names stays unnamed
    ("Nine died, <s a monitoring group> said.", ["monitoring group"]),
    # statements belong to somebody
    ("<s The Turkish army statement> said so.", ["Turkish army"]),
    ("<s A letter from Bashar al-Assad> said so.", ["Bashar al-Assad"]),
    ("<s The Kremlin> spoke. <s The statement> gave no date.", ["Kremlin"] * 2),
    ("<s The statement> gave no date.", ["statement"]),
    # rumours belong to nobody
    ("<s Reports> said so.", [None]),
    # the group acts: an armed one; the group speaks: whoever spoke
    (
        "<s Amnesty International> blamed Boko Haram. <s The group> gave proof. <a The group> raided a town.",
        ["Amnesty International", "Amnesty International", "Boko Haram"],
    ),
    # "the Lebanese group" is not the Palestinian one
    ("Hamas praised Hezbollah. <a The Lebanese group> fired.", ["Hezbollah"]),
    # the state is the one the report is about
    (
        "Syria buried its dead. <a The army> moved on. <a Government forces> took a hill in Syria.",
        ["Syrian army", "Syrian government forces"],
    ),
    # where its monitor sits is not what a report is about
    (
        "A Britain-based monitor counts. Syria is at war. <a The regime> dug in, a U.K.-based lawyer said.",
        ["Syrian regime"],
    ),
    # the government's troops under the name the report has for them
    ("Syrian government forces dug in. <a Regime troops> fell back.", ["Syrian government forces"] * 1),
    # a sentence ends before them
    ("It was quiet in Sudan. <a The army> fell back.", ["Sudanese army"]),
    # Palestinians have no army: it is that of the troops spoken of
    (
        "Two Palestinians died in Nablus, a Palestinian medic said, when Israeli troops came. <a The army> fell back.",
        ["Israeli army"],
    ),
    ("<a The Ukrainian army> fell back. <a The army> lost ten.", ["Ukrainian army"] * 2),
    # the same by another word
    ("In Syria <a the Turkish military> fell back. <a The army> lost ten.", ["Turkish military"] * 2),
    # a defence ministry speaks for the forces that its sentence tells of
    (
        "<a Turkish jets> hit camps in Iraq on Monday, <s the defence ministry> said.",
        ["Turkish jets", "Turkish defence ministry"],
    ),
    # … a health ministry for where people were hurt
    (
        "<a Turkish jets> hit camps in Iraq on Monday, <s the health ministry> said.",
        ["Turkish jets", "Iraqi health ministry"],
    ),
    # the group is the one whose deed is told, not the last one named
    (
        "<a Al-Shabaab> took a town from <r Hizbul Islam> on Monday, <s the militant group> said.",
        ["Al-Shabaab", "Hizbul Islam", "Al-Shabaab"],
    ),
    # the ministry is the one that spoke
    (
        "<s Russia's Defence Ministry> denied it; Ukraine's Energy Ministry was hit. <s The ministry> gave no proof.",
        ["Russia's Defence Ministry"] * 2,
    ),
    # a word for what is its own stands for the state, a city for its government
    ("<a Russian> jets struck, and <a Moscow> knew.", ["Russia", "Russia"]),
    ("<s Moscow> denied it.", ["Moscow"]),
    ("Syria and <a their Russian allies> attacked.", ["Russia"]),
    ("<a The Government of Syria> agreed.", ["Government of Syria"]),
    # a president's forces are not the president
    ("<r President Bashar al-Assads forces> of the east fled.", ["President Bashar al-Assad's forces"]),
    # part of a name is said where all of it is meant, not where another body is called alike
    ("<s The Lake Aid Fund> met. <a An aid coalition> came.", ["Lake Aid Fund", "aid coalition"]),
    # the outlet of that country
    ("Al Sumaria showed it. <s An Iraqi TV channel> had it first.", ["Al Sumaria"]),
    # the country is the one last named
    (
        "Turkey rules Syria's north. Norway is far. <a The country> took in <r refugees>, <a a country> did.",
        ["Norway", "refugees", "country"],
    ),
    ("<a The country> took them in.", ["country"]),
    # a capital is the government at war in a report about it, and else the state
    ("Syria's war goes on, and the Syrian government stays. <a Damascus> signed.", ["Syrian government"]),
    ("Syria is at war. The Russian government met. <a Moscow> signed. Syria did.", ["Russia"]),
    # peoples side by side are nobody's name
    (
        "An Arab-Kurdish alliance, leader of the north, met. <a The Arab-Kurdish alliance> left.",
        ["Arab-Kurdish alliance"],
    ),
    # in a headline the article is left out; a capital tells the country where nothing else does
    ("<s Army> says the bridge is lost. <a The army> fell back in Khartoum.", ["Sudanese army"] * 2),
    ("<s Army sources> spoke in Sudan.", ["Army sources"]),
    # no army to be found
    ("<a The army> moved on.", ["army"]),
]


@pytest.mark.parametrize(("marked", "expected"), DESCRIPTIONS)
def test_descriptions(marked: str, expected: list[str | None]) -> None:
    assert names(marked) == expected


LOST_MARKS = [
    # apostrophes
    ("<s Syrias official news agency SANA> reported it.", ["SANA"]),
    ("<s The UN Childrens agency> warned; UNICEF sent tents.", ["UNICEF"]),
    # commas around an apposition
    (
        "<s the Independent Surgeons Association a body of Aleppo surgeons> said so.",
        ["Independent Surgeons Association"],
    ),
    ("<s Rami Abdel Rahman the Observatorys head> said so.", ["Rami Abdel Rahman"]),
]


@pytest.mark.parametrize(("marked", "expected"), LOST_MARKS)
def test_texts_that_lost_their_marks(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


KINDS = [
    # a person takes the kind of the body in the role, wherever the report gives it
    ("<s Okafor> spoke. Ruth Okafor, a spokeswoman for the aid group Oxfam, left.", ["ngo"]),
    ("<s Pavel Novak, deputy interior minister,> spoke.", ["government"]),
    ("<s Lt. Gen. Pavel Novak, the interior minister,> spoke.", ["government"]),
    ("<s Lt. Gen. Pavel Novak> spoke.", ["military"]),
    ("<s Defence Minister Pavel Novak> spoke.", ["military"]),
    ("<s Pavel Novak, an analyst at the Atlantic Council,> spoke.", ["expert"]),
    ("<s Pavel Novak, a resident,> spoke.", ["witness"]),
    ("<s Syria's U.N. ambassador Pavel Novak> spoke.", ["government"]),
    ("<s U.N. envoy Pavel Novak> spoke.", ["intergovernmental"]),
    # a paper's one-word name inside an office's, and who holds the east, tell nothing of who speaks
    ("<s National Security Adviser Susan Novak> spoke.", ["government"]),
    ("<s The National> reported it.", ["media"]),
    ("<s Pavel Novak, the director of a hospital in the rebel-held east,> spoke.", ["individual"]),
    # bodies that are as armed as the words beside or behind them
    ("<s Terrorist organizations> admitted it. <s A charity organization> did not.", ["armed-group", "ngo"]),
    ("<s A broad coalition of Syrian rebels> met.", ["armed-group"]),
    ("<s The ruling coalition> met.", ["government"]),
    # a person's person takes that person's kind
    (
        "President Pavel Novak was away. <s A spokesman for Novak> spoke, and <s Novak's lawyer, Jan Hus,> did.",
        ["government", "government"],
    ),
    ("<s NPR's Ofeibea Quist-Arcton> wrote it.", ["media"]),
    # unnamed and of nobody
    ("<s A spokesman> spoke.", ["anonymous"]),
    # what is past or to come gives no office
    ("<s Former president Pavel Novak> spoke.", ["individual"]),
    ("<s President-elect Donald Trump> spoke.", ["individual"]),
    # nothing said of him
    ("<s Pavel Novak> spoke.", ["individual"]),
    # the list
    ("<s Hezbollah> spoke, <s Reuters> wrote, <s Poland> agreed.", ["armed-group", "agency", "government"]),
]


@pytest.mark.parametrize(("marked", "expected"), KINDS)
def test_kinds(marked: str, expected: list[str]) -> None:
    assert kinds(marked) == expected


def test_own_reporter_is_media_even_at_an_agency() -> None:
    (own,) = resolved("<s A Reuters reporter> saw smoke.", publisher="Reuters")
    (other,) = resolved("<s A Reuters reporter> saw smoke.", publisher="Northern Courier")
    assert own is not None and other is not None
    assert (own.kind, other.kind) == ("media", "agency")


def test_the_publication_itself_is_media_whatever_its_name() -> None:
    (own, other) = resolved(
        "<s The Lakeside Star> has seen the order. <s The Hillside Star> has not.", publisher="Lakeside Star"
    )
    assert own is not None and other is not None
    assert own.kind == "media" != other.kind


def test_keys_meet_across_reports() -> None:
    (here,) = resolved("<s SOHR> counted nine.")
    (there,) = resolved("<s The British-based Syrian Observatory for Human Rights> counted nine.")
    assert here is not None and there is not None
    assert here.key == there.key == "sohr"


def test_keys_of_unlisted_names_differ_only_by_what_the_name_says() -> None:
    (here,) = resolved("<s The Lakeside Doctors Union> warned.")
    (there,) = resolved("<s LAKESIDE Doctors Union> warned.")
    assert here is not None and there is not None
    assert here.key == there.key


def test_a_state_and_its_seat_share_a_key() -> None:
    assert {actor.key for actor in resolved("<s Moscow> and <s Russia> denied it.") if actor} == {"state:RU"}


def test_a_government_has_the_key_of_its_state() -> None:
    marked = "<a The Syrian government>, <a the Assad regime> and <a the Syrian provincial government> agreed."
    assert [actor.key for actor in resolved(marked) if actor] == [
        "state:SY",
        "state:SY",
        "syrian provincial government",
    ]


def test_aircraft_have_the_key_of_their_state() -> None:
    marked = (
        "<a Russian warplanes> and <a Turkish and Greek jets> flew. <a Russia> denied it. <a Russian fighters> fell."
    )
    keys = [actor.key for actor in resolved(marked) if actor]
    assert keys[0] == keys[2] == "state:RU"
    assert keys[3] != "state:RU"


def test_abbreviation_shared_by_two_follows_the_country() -> None:
    sudan = resolved("Fighters of the <a RSF> entered Khartoum in Sudan. The Rapid Support Forces held it.")
    press = resolved("<s RSF> counts journalists. Reporters Without Borders sits in Paris, France.")
    assert [actor.key for actor in (*sudan, *press) if actor] == ["rsf-sd", "rsf"]


def test_a_span_in_two_roles_is_read_as_a_source() -> None:
    text, span = "Moscow denied it.", Span(0, 6)
    mentions = [ActorSpan(span, "agent"), ActorSpan(span, "source")]
    assert [actor.name for actor in resolve_actors(make_article(text), mentions)[span]] == ["Moscow"]


def test_actor_keeps_its_span() -> None:
    text = "The Kremlin denied it."
    span = Span(0, 11)
    assert [actor.span for actor in resolve_actors(make_article(text), [ActorSpan(span, "source")])[span]] == [span]


PARTIES = [
    # two sides of a battle are two parties, whatever the network takes for one span
    ("<a Opposition fighters and regime forces> clashed.", ["Opposition fighters", "Syrian regime forces"]),
    ("<a Russia, Iran and Turkey> met.", ["Russia", "Iran", "Turkey"]),
    # a noun that two states share, as one mention and as two
    ("<a Russian and Syrian fighter jets> struck.", ["Russian fighter jets", "Syrian fighter jets"]),
    ("<a Syrian> and <a Russian warplanes> struck.", ["Syrian warplanes", "Russian warplanes"]),
    # what they share is what they did, no body: it is the state
    ("<a Syrian> and Russian air strikes hit the town.", ["Syria"]),
    # an apposition is nobody else
    ("<a Ruth Okafor, head of the port authority,> left.", ["Ruth Okafor"]),
    # those to whom it happens together stay together
    ("A shell killed <r women and children>.", ["women and children"]),
    # a number names nobody; cut off from its noun it is read with it
    ("A shell killed <r some> <r 30> civilians.", ["civilians"]),
    ("A shell killed <r hundreds>.", []),
    # one name, one party
    ("<a The friends of the Red Cross and Red Crescent> came.", ["friends of the Red Cross and Red Crescent"]),
]


@pytest.mark.parametrize(("marked", "expected"), PARTIES)
def test_parties_of_an_event(marked: str, expected: list[str]) -> None:
    text, mentions = plain_and_mentions("Syria is at war. " + marked)
    actors = resolve_actors(make_article(text), mentions)
    assert [actor.name for mention in mentions for actor in actors.get(mention.span, ())] == expected


def test_parties_named_together_point_at_their_own_words() -> None:
    text = "Russia and Turkey met."
    found = resolve_actors(make_article(text), [ActorSpan(Span(0, 17), "agent")])[Span(0, 17)]
    assert [actor.span.slice(text) for actor in found if actor.span] == ["Russia", "Turkey"]


CAMPS = [
    # the rebels of a report go by the fullest of their names
    ("<a Syrian rebels> dug in. <a Insurgents> fired. <a The rebels> left.", ["Syrian rebels"] * 3),
    ("<a Rebels> took the hill. <a Syrian opposition forces> held it.", ["Syrian opposition forces"] * 2),
    # with nothing fuller they stay what they are called; the opposition at the table is another matter
    ("<a Rebels> took the hill. <a Insurgents> left.", ["Rebels", "Insurgents"]),
    ("<a The Syrian opposition> came to the talks. <a Rebels> fired.", ["Syrian opposition", "Rebels"]),
    # headlines and tags leave out the ending; another country's name beside them is not theirs
    ("Syria rebel rocket kills five. <a Rebels> fired in Syria.", ["Syrian rebels"]),
    ("Tags: Syria, truce, Russia rebels. <a Rebels> fired in Syria.", ["Rebels"]),
    # other insurgents, and one of them
    ("<a Syrian rebels> dug in. <a Rebels from Idlib> came.", ["Syrian rebels", "Rebels from Idlib"]),
    ("<a Syrian rebels> dug in. <a A rebel> fled.", ["Syrian rebels", "rebel"]),
    # who holds a place, and who stands on a side
    ("Shells hit <r rebel-held> streets.", ["rebels"]),
    ("<a Government forces> came to Homs in Syria.", ["Syrian government forces"]),
    ("Syria is at war. <a The government side> rested.", ["Syrian government"]),
    # the city a reporter writes from is not what it is about
    ("BEIRUT\nSyrian rebels and <a government forces> clashed near Lebanon.", ["Syrian government forces"]),
    # lost apostrophes
    ("<a Assads regime> advanced. Bashar al-Assad spoke in Syria.", ["Assad's regime"]),
    ("<a Syrias army> advanced.", ["Syria's army"]),
    # also where a longer name of the list begins with the same letters
    ("<a Russias air force> struck.", ["Russia's air force"]),
    ("<a Daeshs fighters> fled.", ["Daesh"]),
    # "its" beside somebody is theirs, whoever was spoken of before, and is named as the text has it
    (
        "<s The Red Cross> said so. <a The Syrian army and its allies> dug in.",
        ["Red Cross", "Syrian army and its allies"],
    ),
    ("<a Miners and their families> left, the police said.", ["Miners and their families"]),
    # of two abbreviations the one the report uses
    ("<a ISIL> fled, ISIL said, and not IS.", ["ISIL"]),
]


@pytest.mark.parametrize(("marked", "expected"), CAMPS)
def test_sides_of_a_war(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


def test_an_army_is_that_of_the_country_told_of() -> None:
    """However often others' jets are named."""
    marked = "American jets struck, Americans said. <a The army> fled. <a Regime troops> stayed."
    text, mentions = plain_and_mentions(marked)
    found = resolve_actors(make_article(text), mentions, setting="SY")
    assert [found[m.span][0].name for m in mentions] == ["Syrian army", "Syrian regime troops"]
    assert names(marked) == ["American army", "American regime troops"]  # for want of a place


def test_joint_actor() -> None:
    kerry, again, lavrov = resolved("<s John Kerry> met. <s Kerry> left with <s Sergei Lavrov>.")
    assert kerry and again and lavrov
    assert joint_actor([]) is None
    assert joint_actor([kerry, again]) == kerry
    joint = joint_actor([kerry, lavrov])
    assert joint is not None and joint.name == "John Kerry and Sergei Lavrov" and joint.kind == kerry.kind
    assert joint.parts == (kerry, lavrov) and kerry.parts == ()
    three = joint_actor([joint, *filter(None, resolved("<s Abu Saleh> left."))])
    assert three is not None and [part.name for part in three.parts] == ["John Kerry", "Sergei Lavrov", "Abu Saleh"]


@given(st.text(max_size=200), st.data())
def test_any_text_and_any_spans_are_survived(text: str, data: st.DataObject) -> None:
    text = text or "x"
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), max_size=6))
    spans = [Span(start, data.draw(st.integers(start + 1, len(text)))) for start in starts]
    actors = resolve_actors(make_article(text), [ActorSpan(span, "source") for span in spans])
    assert set(actors) <= set(spans)
    for span, named in actors.items():
        assert named and all(actor.name and actor.span is not None and span.overlaps(actor.span) for actor in named)


WORDS = st.sampled_from(
    "the The He she it his Kerry John Assad al- and of , . \n who ministry group army official Syrian Russia's (UN)"
    " said - ' ’s".split(" ")
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
def test_any_order_of_telling_words_is_survived(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words) + "x"
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    for role in ("source", "agent"):
        first = resolve_actors(make_article(text), [ActorSpan(span, role)])
        assert first == resolve_actors(make_article(text), [ActorSpan(span, role)])
