"""The claims of prose: totals and their parts, products, shares, growth, lists and their number."""
