"""The parts of a screen: where things are, what is written, and how each kind of thing is painted."""
