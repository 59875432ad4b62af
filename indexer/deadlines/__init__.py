"""Dates and lengths of time → deadlines: what each limits, from when it runs, which belong together."""
