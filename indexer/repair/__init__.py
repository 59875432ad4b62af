"""An index checked in full, and made sound where it is damaged."""
