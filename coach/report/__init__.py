"""The report: what the history shows, as one HTML page that needs neither a script nor the network."""
