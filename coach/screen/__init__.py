"""The window: pictures drawn from progress."""
