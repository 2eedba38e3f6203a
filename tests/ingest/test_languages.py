from __future__ import annotations

import pytest

from accordingto.ingest.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said on Monday that it had taken the town and the road to the south.", "en"),
        ("Die Armee hat nach eigenen Angaben die Stadt und die Straße nach Süden eingenommen.", "de"),
        ("Selon un habitant, les combats ont repris dans la ville et sur la route du sud.", "fr"),
        ("El ejército dijo que había tomado la ciudad y la carretera del sur.", "es"),
        ("Ordu, kentin ve güneye giden yolun alındığını söyledi, ancak bu bir iddia olarak kaldı.", "tr"),
        ("قال الجيش إنه سيطر على البلدة", "ar"),
        ("Армия заявила, что взяла город, и это были тяжёлые бои за объезд", "ru"),
        ("Армія заявила, що взяла місто, і це були важкі бої за її об'їзд", "uk"),
        # too little to tell, and nothing at all
        ("Qarmadeh, Morek, Souran", "und"),
        ("", "und"),
        ("12 345", "und"),
    ],
)
def test_language_of(text: str, language: str) -> None:
    assert language_of(text) == language
