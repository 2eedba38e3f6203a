"""Sources summed up: under which name statements are counted."""

from __future__ import annotations

from dataclasses import replace

from accordingto.ledger.derive.facts import gather
from accordingto.ledger.derive.sources import sources_of
from accordingto.model import SourceKind
from tests.factory import make_actor, make_article, make_attribution


def test_a_body_is_counted_under_its_own_name_and_not_its_spokesmans() -> None:
    article = make_article("Army: Qarun is safe. Colonel Nabil Abdel Karim said the road is open.")
    army = make_actor("Army", kind=SourceKind.MILITARY)
    colonel = replace(make_actor("Nabil Abdel Karim", kind=SourceKind.MILITARY), speaks_for=army.key)
    said = [
        make_attribution(article, ":", "Qarun is safe", author=army),
        make_attribution(article, "said", "the road is open", author=colonel),
    ]
    (source,) = sources_of(gather([], said, [article], []), [])
    assert (source.name, source.key, source.attributions) == ("Army", army.key, 2)


def test_a_statement_of_two_counts_for_each() -> None:
    article = make_article("The army and Valley Aid said the road is open.")
    army = make_actor("Army", kind=SourceKind.MILITARY)
    aid = make_actor("Valley Aid", kind=SourceKind.NGO)
    together = replace(make_actor("Army and Valley Aid"), parts=(army, aid))
    said = [make_attribution(article, "said", "the road is open", author=together)]
    found = sources_of(gather([], said, [article], []), [])
    assert {source.key: source.attributions for source in found} == {army.key: 1, aid.key: 1}
