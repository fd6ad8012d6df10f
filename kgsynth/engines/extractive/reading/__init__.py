"""Chunk -> facts: what its words, its layout and its clauses state, each with the characters that state it."""
