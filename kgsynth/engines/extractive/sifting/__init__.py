"""Candidate -> whether it is asked at all, by its form, its answer, and what else the corpus says."""
