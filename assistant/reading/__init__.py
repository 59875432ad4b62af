"""Does a statement of an order answer the question, does it say yes or no, and in which words."""
