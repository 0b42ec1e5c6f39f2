"""The question banks that ship with the program, and how their files are made."""
