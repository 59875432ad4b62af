"""What a conversation has settled, and what a short reply or a follow-up question means in it."""
