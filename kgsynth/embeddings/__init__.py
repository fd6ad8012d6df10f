"""Texts -> vectors, and what is near to what."""
