"""A view of the ledger -> a site, feeds and files."""
