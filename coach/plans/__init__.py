"""How a plan goes on: which days are due, and how doses grow and shrink. Days come from outside; no clock is read."""
