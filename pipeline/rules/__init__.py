"""Claims and checks, and what several families of them share."""
