"""The index on disk: written as generations, each whole, and read through `Store`."""
