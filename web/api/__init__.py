"""The API, /api/v1: what it takes, what it gives, its description."""
