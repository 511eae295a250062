"""Source to Document: lines, readable text, and the tables found in them."""
