"""Learning an exercise from a few repetitions that somebody shows."""
