"""What can go wrong that a user can understand."""

from dataclasses import dataclass
from typing import ClassVar

from dongan_training.texts import _


@dataclass(eq=False)
class UserError(Exception):
    """Base of every expected failure; shown as it is, and not a bug.

    A subclass stands beside the use case that raises it, holds the facts as
    fields, and names ``message`` and ``advice`` with ``N_()``; ``{field}`` in
    them is filled from the fields when the error is shown.
    """

    message: ClassVar[str] = ""  # what happened
    advice: ClassVar[str] = ""  # what is safe, and what to do next

    def told(self) -> str:
        """Say what happened, in the language spoken now."""
        return _(self.message).format(**vars(self))

    def advised(self) -> str:
        """Say what to do next, in the language spoken now."""
        return _(self.advice).format(**vars(self))

    def __str__(self) -> str:
        return " ".join(part for part in (self.told(), self.advised()) if part)


class Cancelled(Exception):
    """The user stopped a long job; whoever started it says nothing more."""
