"""Testset -> what a person wants to know of it."""
