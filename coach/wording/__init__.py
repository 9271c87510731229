"""Every text helper once."""
