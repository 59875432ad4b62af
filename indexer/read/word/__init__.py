"""Word files: the package opened, numbers and symbols resolved, what is struck or hidden told apart."""
