"""What the head and foot of an order say: court, docket number, parties, judge, title, dates."""
