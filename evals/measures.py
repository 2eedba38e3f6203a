"""One function per development set: what is read, which scorer is run how, which of its figures we keep.

Every figure is a share of one; its name is unique within the set. What others reach is in `references.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from evals.adapters import case21, ipe, muc4, petrarch, plover, wikievents
from evals.ecbplus import ecbplus
from evals.grounding import event_dates, gold_mentions
from evals.linking import ged_ukr, newscluster
from evals.origins import origins
from evals.schema import Prediction, read_predictions
from evals.workbench import Workbench

Scores = Mapping[str, float]
Measure = Callable[[Workbench], Scores]

REPORT_LABELS = ("source_name", "source_kind", "polarity", "certainty", "channel", "nesting")
REPORT_SLOTS = ("mode", "place_coarse", "country", "date1", "status", "killed", "injured", "territory", "attribution")


def polnear(bench: Workbench) -> Scores:
    gold = bench.gold("attribution/dev.jsonl")
    pred = bench.predict(gold, "attributions")
    scorer = "attribution/score.py"
    core = bench.score(scorer, gold, pred, "--core", "--json")
    everything = bench.score(scorer, gold, pred, "--json")
    neutral = bench.score(scorer, gold, pred, "--core", "--nested-ok", "--json")
    return {
        "main_core": core.number("attribution.main.F1"),
        "main_core_nested_ok": neutral.number("attribution.main.F1"),
        "main_all": everything.number("attribution.main.F1"),
        "content_core": core.number("attribution.content.F1"),
        **{f"exact_{role}": everything.number(f"exact_span.{role}.F1") for role in ("source", "cue", "content")},
    }


def reports(bench: Workbench) -> Scores:
    gold = bench.gold("reports/dev.jsonl")
    pred = bench.predict(gold)
    coarse = bench.score("reports/score.py", gold, pred, "--coarse-names", "--boot", "0", "--json")
    plain = bench.score("reports/score.py", gold, pred, "--boot", "0", "--json")
    return {
        "attribution_main": coarse.number("attributions.main.F1"),
        "attribution_content": coarse.number("attributions.content.F1"),
        "attribution_strict": coarse.number("attributions.strict.F1"),
        **{label: coarse.number(f"attributions.labels.{label}.acc") for label in REPORT_LABELS},
        **{f"{label}_marked": coarse.number(f"attributions.labels.{label}.acc_marked") for label in REPORT_LABELS[2:]},
        "detection": coarse.number("events.detection.F1"),
        "untyped": coarse.number("events.untyped.F1"),
        **{f"event_{slot}": coarse.number(f"events.slots.{slot}.acc") for slot in REPORT_SLOTS},
        **{f"event_{who}": coarse.number(f"events.{who}.F1") for who in ("agents", "recipients", "sources")},
        "complete": plain.number("headline.complete.F1"),
        "sourced": plain.number("headline.sourced.F1"),
        "complete_coarse": coarse.number("headline.complete.F1"),
        "sourced_coarse": coarse.number("headline.sourced.F1"),
    }


def _places(bench: Workbench, gold_file: str, *, literal_too: bool = False) -> Scores:
    gold = bench.gold(gold_file)
    pred = bench.predict(gold, "toponyms")
    given = bench.write("given", gold_mentions(gold))
    plain = _place_figures(bench, gold, pred, given)
    if not literal_too:
        return plain
    literal = _place_figures(bench, gold, pred, given, "--literal-only")
    return {**plain, **{f"literal_{key}": value for key, value in literal.items()}}


def _place_figures(bench: Workbench, gold: Path, pred: Path, given: Path, *options: str) -> Scores:
    found = bench.score("places/score.py", gold, pred, *options, "--json")
    resolved = bench.score("places/score.py", gold, given, *options, "--json")
    return {
        "end_to_end_161": found.number("end_to_end_161.F1"),
        "end_to_end_20": found.number("end_to_end_20.F1"),
        "recognition": found.number("recognition_overlap.F1"),
        "recognition_exact": found.number("recognition_exact.F1"),
        "acc161_found": found.number("resolution.acc161_all"),
        "acc161_given": resolved.number("resolution.acc161_all"),
    }


def lgl(bench: Workbench) -> Scores:
    return _places(bench, "places/lgl_dev.jsonl")


def gwn(bench: Workbench) -> Scores:
    return _places(bench, "places/gwn_dev.jsonl", literal_too=True)


def geovirus(bench: Workbench) -> Scores:
    return _places(bench, "places/geovirus_dev.jsonl")


def _times(bench: Workbench, gold_file: str) -> Scores:
    gold = bench.gold(gold_file)
    scored = bench.score("times/score.py", gold, bench.predict(gold, "timexes"), "--json")
    return {
        "strict": scored.number("strict.f1"),
        "relaxed": scored.number("relaxed.f1"),
        "value": scored.number("value_f1"),
    }


def timebank(bench: Workbench) -> Scores:
    return _times(bench, "times/timebank.jsonl")


def aquaint(bench: Workbench) -> Scores:
    return _times(bench, "times/aquaint.jsonl")


def wikiwars(bench: Workbench) -> Scores:
    return _times(bench, "times/wikiwars_dev.jsonl")


def eventtime(bench: Workbench) -> Scores:
    return event_dates(bench.rows("times/eventtime_dev.jsonl"))


def _predictions(bench: Workbench, gold_file: str, *layers: str) -> dict[str, Prediction]:
    pred = bench.predict(bench.gold(gold_file), *layers)
    return {line.id: line for line in read_predictions(pred)}


def wikievents_dev(bench: Workbench) -> Scores:
    source = "events/wikievents/dev.jsonl"
    found = _predictions(bench, source)
    pred = bench.write("labels", wikievents.lines(bench.rows(source), found))
    scored = bench.score("events/score_wikievents.py", bench.gold(source), pred, "--keep", "Conflict,Life", "--json")
    return {
        "trigger": scored.percent("trig_c_overlap.F1"),
        "argument": scored.percent("arg_c_coref.F1"),
        "argument_overlap": scored.percent("arg_c_overlap.F1"),
    }


def case21_dev(bench: Workbench) -> Scores:
    source = "events/case21/dev.jsonl"
    found = _predictions(bench, source)
    pred = bench.write("labels", case21.lines(bench.rows(source), found))
    every = bench.score("events/score_types.py", "single", bench.gold(source), pred)
    seen = bench.score("events/score_types.py", "single", bench.gold(source), pred, "--drop-unseen")
    return {"weighted_all": every.percent("weighted_F1"), "weighted_acled": seen.percent("weighted_F1")}


def ipe_dev(bench: Workbench) -> Scores:
    source = "events/ipe/dev.jsonl"
    found = _predictions(bench, source)
    pred = bench.write("labels", ipe.lines(bench.rows(source), found))
    scored = bench.score("events/score_types.py", "multi", bench.gold(source), pred)
    labels = {label.lower(): scored.percent(f"per_label.{label}.F1") for label in ipe.LABELS}
    return {"macro": scored.percent("macro_F1"), **labels}


def muc4_dev(bench: Workbench) -> Scores:
    source = "events/muc4/dev.jsonl"
    found = _predictions(bench, source)
    pred = bench.write("labels", muc4.lines(bench.rows(source), found))
    scored = bench.score("events/score_muc4.py", bench.gold(source), pred, "--named-victims", "--json")
    return {
        "templates": scored.percent("tf.F1"),
        "relevance": scored.percent("relevance.F1"),
        "date": scored.percent("date_acc"),
        "country": scored.percent("country_acc"),
        "place": scored.percent("place_acc"),
        "confidence": scored.percent("conf_acc"),
    }


def petrarch_dev(bench: Workbench) -> Scores:
    source = "events/petrarch_plover/petrarch_test_dev.jsonl"
    return petrarch.figures(bench.rows(source), _predictions(bench, source))


def plover_dev(bench: Workbench) -> Scores:
    source = "events/petrarch_plover/plover_gsr_test_dev.jsonl"
    return plover.gsr_figures(bench.rows(source), _predictions(bench, source))


def plover_synth_dev(bench: Workbench) -> Scores:
    source = "events/plover_synth/dev.jsonl"
    return plover.synth_figures(bench.rows(source), _predictions(bench, source, "events"))


MEASURES: Mapping[str, Measure] = {
    "reports": reports,
    "polnear": polnear,
    "lgl": lgl,
    "gwn": gwn,
    "geovirus": geovirus,
    "timebank": timebank,
    "aquaint": aquaint,
    "wikiwars": wikiwars,
    "eventtime": eventtime,
    "wikievents": wikievents_dev,
    "case21": case21_dev,
    "ipe": ipe_dev,
    "muc4": muc4_dev,
    "petrarch": petrarch_dev,
    "plover": plover_dev,
    "plover_synth": plover_synth_dev,
    "newscluster": newscluster,
    "ged_ukr": ged_ukr,
    "ecbplus": ecbplus,
    "origins": origins,
}
