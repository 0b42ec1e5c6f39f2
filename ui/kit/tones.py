"""The five tones in which the window speaks, and the short words that carry them."""

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """How something stands; a tone is never colour alone, words or a symbol go with it."""

    GOOD = "good"
    ATTENTION = "attention"
    BAD = "bad"
    INFO = "info"
    QUIET = "quiet"

    @property
    def behind(self) -> str:
        """The token of the colour behind the words."""
        return f"{self.value}_tint"


SYMBOLS: dict[Tone, str] = {
    Tone.GOOD: "circle-check",
    Tone.ATTENTION: "triangle-alert",
    Tone.BAD: "circle-x",
    Tone.INFO: "info",
    Tone.QUIET: "info",
}


@dataclass(frozen=True)
class Tag:
    """A short word in a tone: what a pill shows."""

    text: str
    tone: Tone = Tone.QUIET
