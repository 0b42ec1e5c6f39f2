"""A step in the history of a person or an organisation, as lists and the command line tell it."""

from dataclasses import dataclass
from datetime import datetime

from dongan_training.texts import _


@dataclass(frozen=True)
class HistoryLine:
    """One step; what it changed as it was and became, numbers masked.

    Both are empty where nothing of the kind was changed, or an older program kept no values.
    ``act`` is the stable key under which the step was logged.
    """

    id: str
    at: datetime
    actor: str
    act: str
    text: str
    before: str = ""
    after: str = ""

    def told(self) -> str:
        """Say all of it in one line."""
        if not self.before and not self.after:
            return self.text
        return _("{text}：{before} → {after}").format(
            text=self.text, before=self.before or _("（空）"), after=self.after or _("（空）")
        )
