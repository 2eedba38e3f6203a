"""The words and phrases page furniture is made of; `furniture` says how they are used.

One alternative a line; spaces are literal. Collected from saved pages of twenty outlets and widened to their kin, and
checked against nine million characters of reports and reference texts for what they would wrongly remove.
"""

from __future__ import annotations

import re


def one_of(alternatives: str) -> str:
    """A group of regular expressions, one alternative a line, none of them capturing."""
    return "(?:" + "|".join(line.strip() for line in alternatives.strip().splitlines()) + ")"


# Words that page controls are made of, and the small words between them: a short line of nothing else is a control.
CONTROLS = frozenset(
    "icon logo image img photo picture avatar thumbnail banner placeholder menu home search share shares tweet print "
    "email e-mail mail facebook twitter whatsapp telegram linkedin reddit instagram youtube tiktok viber pinterest "
    "messenger flipboard threads bluesky mastodon rss copy copied bookmark save donate donation subscribe subscription "
    "newsletter newsletters login log sign register account follow close loading advertisement advertising advert "
    "sponsored promoted skip navigation listen play pause mute fullscreen download comments comment like likes next "
    "previous privacy cookies cookie settings related recommended trending popular contact podcast podcasts "
    "publicité anzeige werbung teilen partager compartir".split()
)
GLUE = frozenset(
    "to our us the a an on in for via this that article story stories news page and or with your of by it now all "
    "posts post read view views more link links content up out back top main latest most site app here you me about "
    "policy terms use channel channels continue below x".split()
)
SHARE = re.compile(r"^(?:share|tweet|print|email|save|listen|donate|subscribe|support us|follow us)\s*[!:.]?$", re.I)

_COUNTED = one_of(r"""
    views?
    reads?
    comments?
    shares?
    likes?
    reactions?
    times read
    min(?:ute)?s?(?: read)?
""")
_COUNTER = rf"\d[\d,.  ]*\s?[km]?\s*{_COUNTED}"
_COUNT_LABEL = r"(?:views?|reads?|comments?|shares?|reading time|read time)\s*[:\-]?\s*\d[\d,. ]*\s*(?:min\w*)?"
COUNTERS = re.compile(rf"^(?:{_COUNTER}|{_COUNT_LABEL})$", re.I)
BARE_COUNTER = re.compile(rf"^(?:\d[\d,.]*|{_COUNTER})?$", re.I)

DATE_LABEL = re.compile(
    r"^(?:(?:first |last )?(?:published|posted|updated|modified|date|created|issued|edited|time)(?: on| at)?|on)?\W*",
    re.I,
)
UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.I)

HASHTAGS = re.compile(r"^(?:#[^\s#,]+[\s,]*)+$")
TAG_LIST = re.compile(r"^(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|hashtags?)\s*:\s*(.{2,300})$", re.I)
BYLINE = re.compile(r"^(?:by|von|par|por|written by|author|reporter|story by|words by)\s*:?\s+(\S.{2,150})$", re.I)
NAME_PARTICLES = frozenset("and in for with of und et y de la le der van von al el bin ben da di du the".split())

_MEDIA = one_of(r"""
    cover(?: (?:photo|image))?
    (?:file |archive |featured |satellite )?(?:photo|image|picture)
    video
    map
    (?:info)?graphic
    illustration
    chart
    screenshot
    screengrab
    footage
    thumbnail
    caption
""")
CREDIT = re.compile(
    rf"^(?:{_MEDIA}s?(?:\s+(?:credit|source|by|courtesy(?: of)?))?|(?:photo |image |picture )?credits?|source)"
    r"\s*[:©]\s*(.{2,120})$",
    re.I,
)
NOMINAL_CAPTION = re.compile(rf"^{_MEDIA}s? (?:of|from|by|courtesy|with)\b", re.I)
CAPTION_SOURCE = re.compile(r"\b(?:source|credit|photo|courtesy of)\s*:\s*\S", re.I)
TRAILING_LABEL = re.compile(
    r"(?<=[.!?…”\"’)])\s+(?:source|sources|link|photo|video|image|read more|details|see more)\W*$", re.I
)
_CREDITED = one_of(r"""
    \b(?:photo|image|picture)s?\s*(?::|/|\b(?:by|via|from|courtesy|credit)\b)
    \b(?:file|archive|agency|handout|ap|afp|epa|reuters) (?:photo|image|picture)s?\b
    \bgetty\b
    \bhandout\b
    \bshutterstock\b
    \balamy\b
    \b(?:epa|afp|ap|reuters|anadolu|xinhua)\b.*/
    /\s?(?:epa|afp|ap|reuters|anadolu|xinhua)\b
    ©
""")
BRACKET_CREDIT = re.compile(rf"[(\[]\s*[^()\[\]]*{_CREDITED}[^()\[\]]*[)\]]\s*$", re.I)

_POINTING = one_of(r"""
    read (?:more|also|next|on|the full)
    also read
    see (?:also|more)
    more (?:on this|from|stories|like this)
    related(?: articles?| stories| news| topics| content| posts)?
    recommended(?: for you)?
    you may also like
    what to read next
    most read
    more
    (?:à )?lire aussi
    lesen sie auch
    mehr zum thema
    ähnliche
    le[ae]r? también
    leggi anche
    läs (?:också|mer)
    читайте (?:также|також)
""")
POINTER = re.compile(rf"^(?:[-•*►▶→➤👉]\s*)?{_POINTING}\b\s*(?::|[–—|-]|$|(?-i:(?=[A-ZÀ-Þ“\"])))", re.I)
POINTER_WITHOUT_MARK = re.compile(r"^(?:more|related|recommended|ähnliche)\b\s*(?![:–—|-]|$)", re.I)

INVITATION = re.compile(
    "^"
    + one_of(r"""
        for (?:more|further|full|additional|all|other) (?:details?|information|info|news|stories|updates?|coverage)\b
        for more .{3,60}, (?:follow|click|see|visit|check|read|go to|download)\b
        click (?:here|on|to|the)\b
        (?:find|read|see|learn|view) (?:out )?(?:more|full|(?:all )?our) .*\b(?:here|link|page|(?:web)?site|below)\W*$
        (?:follow|join|like|support|contact|email|find|add) us\b
        (?:join|support|visit|download|follow|check|get) our\b
        get (?:daily|weekly|the latest|breaking|instant|all the latest)\b
        sign up\b
        subscribe\b
        don['’]t miss\b
        stay (?:informed|tuned|up to date)\b
        get in touch\b
        (?:do you )?have a (?:story|tip)\b
        passer la publicité
        skip (?:to|past)\b
    """),
    re.I,
)
NOTICE = re.compile(
    r"\b"
    + one_of(r"""
        uses? cookies
        cookie (?:policy|settings|preferences|consent)
        enable javascript
        ad ?blocker
        your (?:inbox|browser|email address|subscription)
        our (?:newsletters?|telegram|whatsapp|privacy policy|terms|podcast|app|youtube|journalism)
        subscrib(?:e|ing) (?:to|now|today)
        already a (?:subscriber|member)
        create an account
        terms (?:of (?:use|service)|and conditions)
        unsubscribe
        free trial
        kostenlos testen
        whatsapp-kanal
        become a (?:member|supporter)
    """)
    + r"\b",
    re.I,
)
READER_ADDRESSED = re.compile(r"\b(?:you|your|we|our|us|du|sie|dein|ihre|deinen|this (?:site|website))\b", re.I)
LEGAL = re.compile(
    one_of(r"""
        \ball rights reserved\b
        ^(?:©|\(c\)\s|copyright\s).{0,120}$
        ^this (?:material|article|content) may not be (?:published|reproduced)\b
        ^(?:the )?post .{3,200} (?:appeared first on|first appeared on)\s
    """),
    re.I,
)
QUOTES = re.compile(r"[\"“”«»]")
