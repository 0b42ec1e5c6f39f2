"""The command line: the second face of the same use cases; no rule of its own."""
