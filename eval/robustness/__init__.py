"""Do answers stay the same: questions put otherwise, orders filed otherwise, orders that come and go, a long run."""
