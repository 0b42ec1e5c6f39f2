"""One change to many questions, and the way back.

``changes`` makes it, ``steps`` keeps it, ``changed_since`` tells what can no longer go back.
"""
