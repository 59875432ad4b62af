"""Pages of lines → paragraphs with pins: what stands beside the text taken off, rows joined, labels read."""
