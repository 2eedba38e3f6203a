"""Thin translations of our events into other sets' label schemes; a label our types do not tell is not guessed."""
