"""Sets in order, with everything around a set."""
