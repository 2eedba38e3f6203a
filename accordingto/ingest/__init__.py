"""URLs, files, feeds and archives -> captures and articles."""
