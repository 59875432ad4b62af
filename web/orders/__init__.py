"""Orders as the pages show them: the open index, an order at a glance, its paper, links, questions to begin with."""
