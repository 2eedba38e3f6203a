"""Who says what happened, where and when: a ledger of attributed claims and events read from news reports."""
