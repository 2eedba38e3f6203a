"""The store of articles, readings and edges, and the views derived from it."""
