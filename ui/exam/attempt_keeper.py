"""What one sitting stores, and the time it has used: each call is one commit of its own."""

from datetime import datetime
from typing import Any

from dongan_training import clock
from dongan_training.exam.candidate_view import SittingView
from dongan_training.exam.delivery import (
    Given,
    allotted_seconds,
    find_attempt,
    keep_time,
    save_answer,
    set_flag,
)
from dongan_training.exam.handing_in import Receipt, hand_in, hand_in_early
from dongan_training.exam.invigilating import ask_help
from dongan_training.exam.models import AttemptState, EventKind
from dongan_training.exam.station import Noticed, note_on_station
from dongan_training.exam.timekeeping import Stopwatch
from ui.kit import Desk


class AttemptKeeper:
    """Keeps one open attempt; what it gives back is stored for good when it does."""

    def __init__(self, desk: Desk, view: SittingView):
        self.desk = desk
        self.attempt_id = view.attempt_id
        self.allotted = view.seconds_allotted
        self.stopwatch = Stopwatch(view.seconds_used, clock.elapsed(), _wall())
        self._noted = self.stopwatch.used

    @property
    def seconds_used(self) -> float:
        """All time spent on this attempt, by a clock that nobody can set."""
        return self.stopwatch.read(clock.elapsed(), _wall())

    @property
    def seconds_left(self) -> float:
        """What is left of the time allotted."""
        return max(0.0, self.allotted - self.seconds_used)

    @property
    def seconds_unnoted(self) -> float:
        """The time that a power cut now would give back."""
        return self.seconds_used - self._noted

    def save(self, item_id: str, value: Any, place: int) -> datetime:
        """Save one answer, and at which question it was given; gives when."""
        now, used = clock.now(), self.seconds_used
        with self.desk.workspace.begin() as session:
            given = Given(item_id, value, used, place)
            save_answer(session, attempt_id=self.attempt_id, given=given, at=now)
        self._noted = used
        return now

    def flag(self, item_id: str, flagged: bool) -> None:
        """Mark a question to look at again, or take the mark away."""
        with self.desk.workspace.begin() as session:
            set_flag(
                session,
                attempt_id=self.attempt_id,
                item_id=item_id,
                flagged=flagged,
                at=clock.now(),
            )

    def note_time(self, place: int) -> None:
        """Store the time used, and put on record what the two clocks told."""
        used = self.seconds_used
        with self.desk.workspace.begin() as session:
            keep_time(
                session,
                attempt_id=self.attempt_id,
                seconds_used=used,
                place=place,
                at=clock.now(),
            )
        self._noted = used
        self._tell(EventKind.MACHINE_OFF, self.stopwatch.take_lost())
        self._tell(EventKind.CLOCK_SET, self.stopwatch.take_moved())

    def hand_in_early(self) -> Receipt:
        """Hand in as the candidate wishes; raises TooEarly."""
        return self._hand_in(hand_in_early)

    def hand_in(self) -> Receipt:
        """Hand in because the time is up, or tell what was handed in already."""
        return self._hand_in(hand_in)

    def ask_help(self) -> None:
        """Raise a hand."""
        with self.desk.workspace.begin() as session:
            ask_help(session, attempt_id=self.attempt_id, at=clock.now())

    def read_anew(self) -> bool:
        """Read what the invigilator did: minutes given; tells whether the attempt is still open."""
        with self.desk.workspace.read() as session:
            attempt = find_attempt(session, self.attempt_id)
            self.allotted = allotted_seconds(attempt)
            return attempt.state is AttemptState.OPEN

    def _hand_in(self, how: Any) -> Receipt:
        used, now = self.seconds_used, clock.now()
        with self.desk.workspace.begin() as session:
            return how(
                session,
                attempt_id=self.attempt_id,
                seconds_used=used,
                by=self.desk.actor,
                at=now,
            )

    def _tell(self, kind: EventKind, seconds: float) -> None:
        if not seconds:
            return
        with self.desk.workspace.begin() as session:
            exam_id = find_attempt(session, self.attempt_id).exam_id
            noticed = Noticed(kind, seconds, self.attempt_id)
            note_on_station(
                session, exam_id=exam_id, noticed=noticed, by=self.desk.actor, at=clock.now()
            )


def _wall() -> float:
    return clock.now().timestamp()
