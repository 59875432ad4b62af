"""What every page of a server shares: its services, who may do what, errors, counters, the access log."""
