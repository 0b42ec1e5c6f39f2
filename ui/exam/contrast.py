"""High contrast for one person, until the next one comes."""

from PySide6.QtWidgets import QApplication

from ui import theme


class PersonalContrast:
    """The whole program wears it, since an exam fills the screen."""

    def __init__(self) -> None:
        self._usual: theme.ThemeName | None = None  # of this machine, while another is worn

    def toggle(self) -> None:
        """Put it on, or take it off; on a machine that always wears it, the light theme."""
        if self._usual is None:
            self._usual = theme.name()
            self._wear("light" if self._usual == "contrast" else "contrast")
        else:
            self.reset()

    def reset(self) -> None:
        """Wear what this machine wears."""
        if self._usual is not None:
            usual, self._usual = self._usual, None
            self._wear(usual)

    def _wear(self, name: theme.ThemeName) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.wear(app, name)
