"""What Ctrl+Z goes back to in the editor: whole states of the form, a burst of keys as one."""

from PySide6.QtCore import QObject, QTimer

from dongan_training.bank.editing import Work

BURST = 800  # milliseconds; keys that follow each other faster are one step
MOST = 200


class EditSteps:
    """Holds states that are values; nothing is stored.

    The clock of a burst belongs to ``parent``: one of Python's own could be collected, running,
    by the thread of a job.
    """

    def __init__(self, parent: QObject) -> None:
        self._burst = QTimer(parent, singleShot=True, interval=BURST)
        self._past: list[Work] = []
        self._future: list[Work] = []
        self._now: Work | None = None

    def begin(self, work: Work) -> None:
        """Start with a state; there is nothing before it."""
        self._now, self._past, self._future = work, [], []
        self._burst.stop()

    def note(self, work: Work) -> None:
        """Note the state after a key."""
        if work == self._now or self._now is None:
            return
        if not self._burst.isActive():
            self._past = [*self._past[-MOST:], self._now]
        self._burst.start()
        self._future.clear()
        self._now = work

    def pause(self) -> None:
        """Let the next key be a step of its own: the keyboard went elsewhere."""
        self._burst.stop()

    def back(self) -> Work | None:
        """The state before; None where there is none."""
        return self._move(self._past, self._future)

    def forth(self) -> Work | None:
        """The state that was taken back."""
        return self._move(self._future, self._past)

    def _move(self, source: list[Work], target: list[Work]) -> Work | None:
        if not source or self._now is None:
            return None
        target.append(self._now)
        self._now = source.pop()
        self._burst.stop()
        return self._now
