"""Frame -> questions that are asked once better ones are spent, a module a family."""
