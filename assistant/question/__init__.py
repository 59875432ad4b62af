"""A question's words → what is asked: its kind, its subject, the facts that it states."""
