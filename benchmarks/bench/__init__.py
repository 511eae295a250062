"""Speed: each figure a ratio against a floor of the same run (`make bench`)."""
