"""Which orders and which passages a question is about, in the open index."""
