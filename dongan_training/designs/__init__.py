"""The designs of certificates and badges: those that ship, and those an office made itself."""
