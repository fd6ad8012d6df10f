"""The pytest plug-in, used in suites of its own."""
