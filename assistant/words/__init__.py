"""Words that can be compared: stems and groups of like meaning."""
