"""Claims of any table, by its headings: sums, totals and rates."""
