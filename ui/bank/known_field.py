"""A field for a text of which some are known: typed anew, or chosen by any piece of it."""

from collections.abc import Sequence

from ui.bank.subject_field import keep_narrow
from ui.kit.offering_field import OfferingField


class KnownField(OfferingField):
    """A tag, a chapter, a regulation."""

    def __init__(self, known: Sequence[str] = (), chosen: str = ""):
        super().__init__()
        keep_narrow(self)
        if known:
            self.addItems(["", *known])
        self.setCurrentText(chosen)
