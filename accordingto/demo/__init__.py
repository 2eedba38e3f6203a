"""The example that ships with accordingto: invented outlets retelling public facts of 27 November – 8 December 2024.

The outlets do not exist; what they tell happened, as publicly reported at the time. Among the reports are a copied
agency passage, a report of a report, figures that differ, a denial and a correction.
"""

from __future__ import annotations

from pathlib import Path

REPORTS = Path(__file__).parent / "reports.jsonl"
TITLE = "Syria: eleven days to Damascus"
STANDFIRST = (
    "An example with invented outlets: how fourteen short reports told the rebel offensive of 27 November to "
    "8 December 2024, who said what in them, and how many really knew."
)
