"""Several orders of one case: which belong together, and what a later one changes of an earlier."""
