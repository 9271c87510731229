"""One set of one exercise: counted and corrected."""
