"""How long work tells somebody how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Watches long work; the window and the command line each bring their own."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Report progress; raise Cancelled if the user wants to stop."""


class Silent:
    """Progress for callers who do not watch: tests and scripts."""

    def step(self, done: int, total: int, text: str = "") -> None:
        pass
