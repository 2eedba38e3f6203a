"""Programs that write files of the repository: maps, pages of the documentation."""
