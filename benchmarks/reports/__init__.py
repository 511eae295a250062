"""Any number of reports made from the real ones: other figures, names, years, order and noise."""
