"""Hostile input: what makes it, what measures what it costs, and the fuzzer that `make fuzz` starts."""
