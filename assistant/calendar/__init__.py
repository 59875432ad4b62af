"""The arithmetic of Fed. R. Civ. P. 6: days counted, holidays, time zones. No text of orders, no files, no clock."""
