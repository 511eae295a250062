"""Measurements of how good a build is. No part of the pipeline, and no test of it."""
