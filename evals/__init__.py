"""Measures the shipped reader on labelled development data and keeps the figures from falling.

`python -m evals` reads every development set beside the repository (`../shared/evals`), runs the scorers that lie
there unchanged, and prints one table. `evals/floors.json` holds what was reached; `--gate` fails below it.
"""
