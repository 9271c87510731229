"""How fast the coach is, as ratios measured in one run on one machine: `python -m benchmarks`."""
