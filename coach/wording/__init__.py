"""Words: the message catalogue, and each way of putting something into words once."""
