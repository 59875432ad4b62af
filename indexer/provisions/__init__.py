"""Sentences → provisions: who must, may or may not do what, what is decided, and the words that say so."""
