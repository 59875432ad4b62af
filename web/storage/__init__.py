"""Conversations on disk, and what can be saved of a damaged file of them."""
