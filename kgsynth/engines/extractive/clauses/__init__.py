"""A parsed sentence -> the questions that it gives first: one clause is a frame, one pattern a module."""
