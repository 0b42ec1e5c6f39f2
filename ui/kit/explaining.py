"""Expected failures, said in the notice of what is on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager

from dongan_training.errors import UserError
from ui.kit.states import Banner
from ui.kit.tones import Tone


class Explains:
    """Beside a page or dialog with a ``notice``."""

    notice: Banner

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Say why something could not be done; let a bug reach the crash dialog."""
        try:
            yield
        except UserError as error:
            self.explain(error)

    def explain(self, error: Exception) -> None:
        """Show an expected failure; raise any other, so it reaches the crash dialog."""
        if not isinstance(error, UserError):
            raise error
        self.notice.show_text(str(error), Tone.BAD)
