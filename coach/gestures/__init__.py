"""Answers given with a raised hand."""
