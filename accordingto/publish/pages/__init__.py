"""What each kind of page shows: small records made of the situation, for the templates to lay out."""
