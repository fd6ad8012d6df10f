"""Text -> blocks, sentences, words and clauses."""
