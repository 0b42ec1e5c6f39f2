"""From a frame of the camera to the painted answer: decode, check in, commit, paint.

The frames are pictures of printed badges: drawn as PDF, rendered, and held askew before a
camera of 1280×720 with the noise of poor light. 300 people in ten minutes on one desk are one
every two seconds; the desk has to be much faster than they walk.

What is waited for is taken apart: until the frame is read, and until the check-in is durable.
Beside each scan 4 KiB are written and made durable (fdatasync) in the same folder: where those
take as long as the commit, it is the disk that was waited for, at that time and on that machine.
"""

import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from benchmarks import county_people
from benchmarks.figure import Figure, Times, print_table
from dongan_training import clock
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.papers import BadgePaper, write_badges
from dongan_training.designs.shipped import card_sheet
from dongan_training.training.enrolment import assign_seats, enrol_people
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.training.timetable import LessonFacts, add_lesson
from dongan_training.workspace import Workspace

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from ui.attendance.door_desk import DoorDesk

PEOPLE, SEED = 160, 5
WARM_UP = 10
PAGE = 4096  # bytes
GOAL = 0.060  # seconds, 99 of 100
DISK_GOAL = 3.0  # no promise: a commit is some pages and one fsync
STARTS = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
BEFORE = STARTS - timedelta(minutes=3)
FRAME = (1280, 720)
POINTS_PER_MM = 72 / 25.4
PIXELS_PER_MM = 6  # a badge held so that it fills half of the width
CLASS = ClassFacts("季度基层党务工作者培训班", 4, quota=PEOPLE, venue="镇政府三楼会议室")


def measure() -> list[Figure]:
    """Hold one badge after the other before the camera of a desk."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["DONGAN_MACHINE"] = str(Path(name, "machine"))
        workspace = Workspace.open(Path(name, "data"))
        badges = Path(name, "badges.pdf")
        lesson_id = _fill(workspace, badges)
        with patch.object(clock, "now", return_value=BEFORE):
            taken = _hold(workspace, lesson_id, badges)[WARM_UP:]
        workspace.close()
    whole, worked, read, saved, disk = zip(*taken, strict=True)
    unsaved = [one.whole - one.saved for one in taken]
    return [
        _figure("frame → read → saved → painted, median", whole, 50),
        _figure("the same, 95th of 100", whole, 95),
        _figure("the same, 99th of 100", whole, 99),
        _figure("of it the processor's, 99th of 100", worked, 99),
        _figure("until the frame is read, 99th of 100", read, 99),
        _figure("all but its commit, 99th of 100", unsaved, 99),
        Figure(
            "its commit / 4 KiB made durable beside it",
            *(Times(_of_hundred(one, 50), min(one), max(one)) for one in (saved, disk)),
            sum(saved) / sum(disk),
            DISK_GOAL,
        ),
    ]


class Taken(NamedTuple):
    """Seconds of one scan; ``disk`` is what a bare write took beside it."""

    whole: float
    worked: float  # of the processor, all threads
    read: float
    saved: float
    disk: float


class Watch:
    """Notes when a frame was read, and how long the commits since took."""

    def __init__(self, folder: Path):
        self.read_at = self.saved = 0.0
        self._probe = os.open(folder / "probe", os.O_CREAT | os.O_WRONLY)

    def read(self, real: "Callable[[QImage], list[str]]", image: "QImage") -> list[str]:
        codes = real(image)
        self.read_at = perf_counter()
        return codes

    def commit(self, real: Callable[[Any], None], connection: Any) -> None:
        start = perf_counter()
        real(connection)
        self.saved += perf_counter() - start

    def ask_disk(self) -> float:
        start = perf_counter()
        os.pwrite(self._probe, os.urandom(PAGE), 0)
        os.fdatasync(self._probe)
        return perf_counter() - start


def _figure(name: str, seconds: Sequence[float], of_hundred: int) -> Figure:
    at = _of_hundred(seconds, of_hundred)
    return Figure(
        name,
        Times(at, min(seconds), max(seconds)),
        Times(GOAL, GOAL, GOAL),
        at / GOAL,
        1,
    )


def _of_hundred(seconds: Sequence[float], number: int) -> float:
    return quantiles(seconds, n=100)[number - 1]


def _fill(workspace: Workspace, badges: Path) -> str:
    by = Actor("李老师", workspace.device)
    with workspace.begin() as session:
        units = county_people.add_units(session)
        people = county_people.add_people(session, units, PEOPLE, random.Random(SEED))
        class_id = add_class(session, year=2026, facts=CLASS, by=by, at=BEFORE)
        lesson = LessonFacts("上午", STARTS, STARTS + timedelta(hours=3), hours=4)
        lesson_id = add_lesson(session, class_id=class_id, facts=lesson, by=by, at=BEFORE)
        enrol_people(session, class_id=class_id, person_ids=people, by=by, at=BEFORE)
        assign_seats(session, class_id=class_id, by=by, at=BEFORE)
        write_badges(session, paper=BadgePaper(class_id, badges), by=by, at=BEFORE)
    return lesson_id


def _hold(workspace: Workspace, lesson_id: str, badges: Path) -> list[Taken]:
    from PySide6.QtWidgets import QApplication

    from ui.app import make_app
    from ui.attendance import camera
    from ui.attendance.door_desk import DoorDesk
    from ui.kit import Desk

    app = QApplication.instance() or make_app()
    assert isinstance(app, QApplication)
    desk = Desk(workspace)
    door = DoorDesk(desk, lesson_id)
    door.resize(1366, 768)
    door.show()
    app.processEvents()
    watch = Watch(workspace.folder)
    door.eye.attach()
    with workspace.read() as session:
        dialect = session.connection().dialect
    with (
        patch.object(camera, "codes_in", partial(watch.read, camera.codes_in)),
        patch.object(dialect, "do_commit", partial(watch.commit, dialect.do_commit)),
    ):
        taken = [_one(app, door, watch, frame) for frame in _frames(badges)]
    arrived = door.arrived.value.text()
    assert arrived == str(PEOPLE), f"{arrived} of {PEOPLE} badges were read"
    door.close()
    door.deleteLater()
    desk.jobs.close()
    app.processEvents()
    return taken


def _one(app: "QApplication", door: "DoorDesk", watch: Watch, frame: "QImage") -> Taken:
    """Hold one badge before the camera until the card is painted with the answer to it.

    The loop sleeps between events, as that of a running window does: one that spins would
    take a processor from the thread that reads.
    """
    from PySide6.QtCore import QEventLoop
    from PySide6.QtMultimedia import QVideoFrame

    disk, watch.saved = watch.ask_disk(), 0.0
    sink, before = door.eye.attach().sink, door.answers[:1]
    start, work = perf_counter(), process_time()
    sink.setVideoFrame(QVideoFrame(frame))
    while door.answers[:1] == before:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert perf_counter() - start < 5, "a badge was not read"
    app.processEvents()  # paints what the answer has changed
    whole, worked = perf_counter() - start, process_time() - work
    return Taken(whole, worked, watch.read_at - start, watch.saved, disk)


def _frames(badges: Path) -> Iterator["QImage"]:
    from PySide6.QtGui import QImage

    chance = random.Random(SEED)
    for card in _cards(badges):
        seen = _seen(card, chance)
        grey = QImage(seen.tobytes(), *seen.size, seen.width, QImage.Format.Format_Grayscale8)
        yield grey.convertToFormat(QImage.Format.Format_RGB32)


def _cards(badges: Path) -> Iterator["Image"]:
    import pypdfium2

    sheet = card_sheet("a4-8")
    width, height = (round(side * PIXELS_PER_MM) for side in sheet.card)
    document = pypdfium2.PdfDocument(badges)
    for number in range(PEOPLE):
        page, place = divmod(number, sheet.per_page)
        if place == 0:
            drawn = document[page].render(scale=PIXELS_PER_MM / POINTS_PER_MM, grayscale=True)
            whole = drawn.to_pil()
        row, column = divmod(place, sheet.columns)
        left = round((sheet.left + column * sheet.across) * PIXELS_PER_MM)
        top = round((sheet.top + row * sheet.down) * PIXELS_PER_MM)
        yield whole.crop((left, top, left + width, top + height))
    document.close()


def _seen(card: "Image", chance: random.Random) -> "Image":
    """A badge in a hand: turned a little, not in the middle, in poor light."""
    from PIL import Image, ImageFilter

    turned = card.rotate(chance.uniform(-9, 9), Image.Resampling.BILINEAR, True, fillcolor=70)
    frame = Image.new("L", FRAME, 70)
    room = (FRAME[0] - turned.width, FRAME[1] - turned.height)
    frame.paste(turned, (chance.randint(0, room[0]), chance.randint(0, max(room[1], 0))))
    dim = frame.filter(ImageFilter.GaussianBlur(0.8)).point(lambda grey: int(30 + grey * 0.6))
    return Image.blend(dim, Image.effect_noise(FRAME, 60), 0.15)


if __name__ == "__main__":
    print_table(measure())
