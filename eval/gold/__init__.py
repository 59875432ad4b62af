"""The gold questions, as JSON lines, and their loader."""
