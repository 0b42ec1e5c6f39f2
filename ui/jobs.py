"""Long work off the UI thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from PySide6.QtCore import QMetaMethod, QObject, Signal

from dongan_training.errors import Cancelled
from dongan_training.progress import Progress


class Job(QObject):
    """One piece of long work. It may touch the core, never a widget.

    Connect ``done`` and ``failed`` to methods of widgets, never to lambdas: a lambda
    outlives its page and can lose the result.
    """

    progressed = Signal(int, int, str)  # done, total (0: unknown), what is being done
    done = Signal(object)
    failed = Signal(object)  # a UserError or a bug; Page.explain takes both
    cancelled = Signal()
    finished = Signal()  # always last
    can_cancel = True
    is_quiet = False

    def __init__(self, title: str, work: Callable[[Progress], Any]):
        super().__init__()
        self.title = title
        self._work = work
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; its transaction is then rolled back."""
        self._stop.set()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is; called by the work itself, in its own thread."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total, text)

    def run(self) -> None:
        """Do the work; called by Jobs in the worker thread."""
        try:
            if self._stop.is_set():
                raise Cancelled
            result = self._work(self)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001  must reach the page; bugs fly on from there
            self.failed.emit(error)
        else:
            self.done.emit(result)
        finally:
            self.finished.emit()


class QuietJob(Job):
    """Work of a moment that belongs to a page alone: the strip below does not jump up for it."""

    is_quiet = True


class SteadyJob(Job):
    """Work of many transactions, which would leave half of it behind if it were stopped."""

    can_cancel = False

    def cancel(self) -> None:
        """Let it come to its end; whoever closes the window waits for it."""


class Jobs(QObject):
    """Runs jobs one after another, so that two never fight over the database.

    It keeps each job until its last signal has arrived: a job that nobody holds
    would die in the worker thread and take its result with it.
    """

    began = Signal(object)  # the job that a user may now watch
    idle = Signal()  # the last job is over

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._waiting: list[Job] = []
        self._readings: list[Job] = []
        self._is_closed = False

    @property
    def running(self) -> Job | None:
        """The job at work now; the others wait behind it."""
        return self._waiting[0] if self._waiting else None

    def start(self, job: Job) -> None:
        """Run ``job`` as soon as the jobs before it are over; after ``close`` forget it."""
        if self._is_closed:  # a page's timer may still ask for one while the program ends
            return
        if not job.isSignalConnected(QMetaMethod.fromSignal(job.failed)):
            job.failed.connect(self._let_fly)
        job.finished.connect(self._forget)
        self._waiting.append(job)
        self._thread.submit(job.run)
        if len(self._waiting) == 1:
            self.began.emit(job)

    def read(self, job: Job) -> None:
        """Run ``job``, which only reads, beside the others: nobody waits for it or is told."""
        if self._is_closed:
            return
        if not job.isSignalConnected(QMetaMethod.fromSignal(job.failed)):
            job.failed.connect(self._let_fly)
        job.finished.connect(self._forget_reading)
        self._readings.append(job)
        self._reader.submit(job.run)

    @property
    def is_reading(self) -> bool:
        """Whether something is being read beside the jobs."""
        return bool(self._readings)

    def close(self) -> None:
        """Stop what runs, forget what waits, and come back when nothing uses the data any more."""
        self._is_closed = True
        for job in (*self._waiting, *self._readings):
            job.cancel()
        self._thread.shutdown(wait=True)
        self._reader.shutdown(wait=True)

    def _let_fly(self, error: Exception) -> None:
        """Nobody asked to hear of this failure, so it goes to the crash dialog."""
        raise error

    def _forget_reading(self) -> None:
        self._readings.pop(0)

    def _forget(self) -> None:
        self._waiting.pop(0)  # first in, first out: there is one worker
        if self._waiting:
            self.began.emit(self._waiting[0])
        else:
            self.idle.emit()


class Reading(QObject):
    """Reads one thing that a page shows apart from the window, one time after the other.

    What is asked for while something is being read is read afterwards, once: a busy door
    asks more often than a large roll can be read.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, title: str, parent: QObject):
        super().__init__(parent)
        self._jobs, self._title = jobs, title
        self._is_reading = False
        self._next: Callable[[], Any] | None = None

    def ask(self, work: Callable[[], Any]) -> None:
        """Do ``work`` in the reader's thread; what it gives comes by ``read``."""
        if self._is_reading:
            self._next = work
            return
        self._is_reading, self._next = True, None
        job = Job(self._title, lambda _progress: work())
        job.done.connect(self.read)
        job.failed.connect(self.failed)
        job.finished.connect(self._go_on)
        self._jobs.read(job)

    def _go_on(self) -> None:
        self._is_reading = False
        if self._next is not None:
            self.ask(self._next)
