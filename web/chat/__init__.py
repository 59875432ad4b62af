"""Asking within a conversation, and answers as cards or as a file."""
