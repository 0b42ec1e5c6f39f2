"""From the questions of a file to questions of the bank.

``intake`` compares them with the bank, ``reviewing`` and ``rereading`` are what a person decides
and puts right, ``draft_imports`` keeps a review that is not finished, ``storing`` makes new
questions and ``renewing`` new versions of old ones.
"""
