"""From a frame of the camera to the painted answer: decode, check in, commit, paint.

The frames are pictures of printed badges: drawn as PDF, rendered, and held askew before a
camera of 1280×720 with the noise of poor light. 300 people in ten minutes on one desk are one
every two seconds; the desk has to be much faster than they walk.
"""

import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING
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
GOAL = 0.060  # seconds, 99 of 100
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
    waited, worked = zip(*taken, strict=True)
    return [
        _figure("frame → read → saved → painted, median", waited, 50),
        _figure("the same, 95th of 100", waited, 95),
        _figure("the same, 99th of 100", waited, 99),
        _figure("of it the processor's, 99th of 100", worked, 99),
    ]


def _figure(name: str, seconds: Sequence[float], of_hundred: int) -> Figure:
    at = quantiles(seconds, n=100)[of_hundred - 1]
    return Figure(
        name,
        Times(at, min(seconds), max(seconds)),
        Times(GOAL, GOAL, GOAL),
        at / GOAL,
        1,
    )


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


def _hold(workspace: Workspace, lesson_id: str, badges: Path) -> list[tuple[float, float]]:
    from PySide6.QtWidgets import QApplication

    from ui.app import make_app
    from ui.attendance.door_desk import DoorDesk
    from ui.kit import Desk

    app = QApplication.instance() or make_app()
    assert isinstance(app, QApplication)
    desk = Desk(workspace)
    door = DoorDesk(desk, lesson_id)
    door.resize(1366, 768)
    door.show()
    app.processEvents()
    taken = [_one(app, door, frame) for frame in _frames(badges)]
    arrived = door.arrived.value.text()
    assert arrived == str(PEOPLE), f"{arrived} of {PEOPLE} badges were read"
    door.close()
    door.deleteLater()
    desk.jobs.close()
    app.processEvents()
    return taken


def _one(app: "QApplication", door: "DoorDesk", frame: "QImage") -> tuple[float, float]:
    """Seconds until the card is painted with the answer to this frame, and the processor's.

    The loop sleeps between events, as that of a running window does: one that spins would
    take a processor from the thread that reads.
    """
    from PySide6.QtCore import QEventLoop
    from PySide6.QtMultimedia import QVideoFrame

    sink, before = door.eye.attach().sink, door.answers[:1]
    start, work = perf_counter(), process_time()
    sink.setVideoFrame(QVideoFrame(frame))
    while door.answers[:1] == before:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert perf_counter() - start < 5, "a badge was not read"
    app.processEvents()  # paints what the answer has changed
    return perf_counter() - start, process_time() - work


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
