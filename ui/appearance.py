"""How the window looked and spoke when it was last open.

The settings of a data folder say how it should look, but they are read only after the
window is in sight; until then it looks as it did before.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dongan_training import texts
from ui.memory import window_memory

if TYPE_CHECKING:
    from dongan_training.settings import Settings


@dataclass(frozen=True)
class Appearance:
    """Language (zh, en), theme (light, dark, contrast, auto) and scale in percent."""

    language: str = "zh"
    theme: str = "light"
    scale: int = 100

    @classmethod
    def of(cls, settings: "Settings") -> "Appearance":
        """Take the looks out of all settings."""
        return cls(settings.language, settings.theme, settings.scale)

    @classmethod
    def remembered(cls) -> "Appearance":
        """Read how this machine's window looked last."""
        memory = window_memory()
        return cls(
            language=str(memory.value("language", cls.language)),
            theme=str(memory.value("theme", cls.theme)),
            scale=_scale(memory.value("scale", cls.scale)),
        )

    def remember(self) -> None:
        """Look like this from the first moment of the next start."""
        memory = window_memory()
        memory.setValue("language", self.language)
        memory.setValue("theme", self.theme)
        memory.setValue("scale", self.scale)

    @property
    def spoken(self) -> texts.Language:
        """The language to speak: that of the environment where it names one."""
        return texts.language_from_environment() or ("en" if self.language == "en" else "zh")


def _scale(stored: object) -> int:
    """Read a percentage from a file that anybody may have edited."""
    text = str(stored)
    return min(max(int(text), 100), 200) if text.isdigit() else 100
