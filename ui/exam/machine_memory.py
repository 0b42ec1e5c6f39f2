"""Whether this exam machine passes from person to person or stays with one; it remembers."""

from ui.memory import window_memory

KEY = "exam-stays-with-one"


def stays_with_one() -> bool:
    """Tell whether each person has a machine in this room."""
    return window_memory().value(KEY, "no") == "yes"


def remember_use(*, stays: bool) -> None:
    """Remember how this machine is used."""
    window_memory().setValue(KEY, "yes" if stays else "no")
