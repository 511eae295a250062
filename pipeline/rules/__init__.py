"""What a claim and a check are, and what several families of them share."""
