"""Tables as cubes: every value with what its headings say."""
