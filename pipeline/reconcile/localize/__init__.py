"""The figure that is wrong: constraints, the smallest sets of corrections, suspects."""
