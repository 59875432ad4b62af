"""A deadline of an order and the facts → its due date; lists of them, conflicts, calendar files."""
