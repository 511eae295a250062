"""What prose claims: totals and their parts, products, shares, growth, lists and their number."""
