"""Which figure is wrong: constraints, the smallest sets of corrections, suspects."""
