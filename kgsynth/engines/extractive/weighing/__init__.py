"""Whether a stranger would take a question for good, by what was learned from questions that readers judged."""
