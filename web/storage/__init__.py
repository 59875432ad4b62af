"""Conversations on disk, their backups, and a damaged file set aside."""
