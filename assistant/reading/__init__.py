"""Does a passage answer the question, and which way: its terms, how well it fits, yes or no."""
