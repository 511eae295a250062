"""Bytes to Source: canonical text with its encoding and identity. One small reader a format."""
