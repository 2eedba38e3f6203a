"""Readings -> edges: same event, copy of, reported from, each with score and reason. Pure."""
