"""Candidate -> the same, saying which product, part, field or command it is of."""
