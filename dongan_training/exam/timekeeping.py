"""How much time somebody has used: pure. Counted by a clock that nobody can set.

The clock also runs while the machine sleeps (``clock.elapsed``). A step longer than the
screen's beat can explain is time in which nobody could answer: the machine slept or hung.
It is not charged, and told apart.
"""

from dataclasses import dataclass, field

LONGEST_STEP = 15.0  # seconds; a slow disk may hold the screen for ten (storage.database)
CLOCK_MOVED = 60.0  # seconds by which the wall clock may drift unnoticed between two steps


@dataclass
class Stopwatch:
    """Adds up the time used from readings of two clocks, in seconds."""

    used: float
    begun: float  # reading of the clock that nobody can set
    wall: float  # reading of the wall clock
    lost: float = field(default=0.0, init=False)  # not charged, and not told yet
    moved: float = field(default=0.0, init=False)  # by which the wall clock was set, not told yet

    def read(self, elapsed: float, wall: float) -> float:
        """Advance to these readings, and give the time used in all."""
        step = max(0.0, elapsed - self.begun)
        if abs(wall - self.wall - step) >= CLOCK_MOVED:
            self.moved += wall - self.wall - step
        if step > LONGEST_STEP:
            self.lost += step
        else:
            self.used += step
        self.begun, self.wall = max(elapsed, self.begun), wall
        return self.used

    def take_lost(self) -> float:
        """Give the time not charged since the last call."""
        lost, self.lost = self.lost, 0.0
        return lost

    def take_moved(self) -> float:
        """Give by how much the wall clock was set since the last call."""
        moved, self.moved = self.moved, 0.0
        return moved

    def skip(self, elapsed: float, wall: float) -> None:
        """Go on from here without charging what lies between: the sitting was put aside."""
        self.begun, self.wall = max(elapsed, self.begun), wall
