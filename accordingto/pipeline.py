"""Runs the stages, resumes, records runs and issues; the only module that knows stages and ledger."""
