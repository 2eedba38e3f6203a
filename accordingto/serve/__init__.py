"""The review app over the same ledger."""
