"""Changes to the orders: files taken in, noted on disk, and the index brought up to date in the background."""
