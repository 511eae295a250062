"""Recompute what a report claims, with the tolerance its printed digits allow."""
