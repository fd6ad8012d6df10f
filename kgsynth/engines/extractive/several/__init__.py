"""Facts of several chunks -> the questions that take all of them to answer, a module a shape."""
