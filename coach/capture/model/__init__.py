"""The pose model on disk: where it is, how it gets there."""
