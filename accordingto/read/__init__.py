"""An article -> a reading: attributions, places, times, actors, amounts, event mentions. Pure: no network, no ledger."""
