"""A sitting on a disk that fills up: a real one, mounted small."""

import random
import shutil

import pytest

from dongan_training import clock
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.delivery import Given, save_answer
from dongan_training.storage.failures import DiskFull
from dongan_training.workspace import Workspace
from ui.exam.sitting import Sitting
from ui.kit import Desk

FILLER = "照片"
NEARLY_NOTHING = 96 * 1024  # bytes free: some answers go in, then no more


@pytest.fixture
def on_small_disk(workspace, start, mount):
    """The exam with an attempt of the first person, on a disk of its own."""
    attempt_id = start()
    workspace.close()
    disk = mount("数据盘", "8m")
    moved = Workspace.open(shutil.copytree(workspace.folder, disk / "数据"))
    yield moved, attempt_id, disk
    moved.close()


def view_of(workspace, attempt_id):
    with workspace.read() as session:
        return sitting_view(session, attempt_id)


class Answers:
    """Answers at random, and remembers what was acknowledged."""

    def __init__(self, workspace, attempt_id, chance):
        self.workspace, self.attempt_id, self.chance = workspace, attempt_id, chance
        self.questions = view_of(workspace, attempt_id).questions[:4]  # the single choices
        self.acknowledged: dict[str, tuple] = {}
        self.saved = 0

    def save_one(self):
        question = self.chance.choice(self.questions)
        value = (self.chance.choice(question.options).value,)
        given = Given(question.item_id, value, self.saved / 100)
        with self.workspace.begin() as session:
            save_answer(session, attempt_id=self.attempt_id, given=given, at=clock.now())
        self.acknowledged[question.item_id] = value
        self.saved += 1

    def save_until_full(self):
        with pytest.raises(DiskFull):
            for _number in range(20_000):
                self.save_one()

    def start_program_anew(self):
        self.workspace.close()
        self.workspace = Workspace.open(self.workspace.folder)

    def confirm(self):
        """What is stored is what was acknowledged last."""
        stored = {
            one.item_id: one.answer for one in view_of(self.workspace, self.attempt_id).questions
        }
        assert {item: stored[item] for item in self.acknowledged} == self.acknowledged


def fill_up(on_small_disk, fill, times):
    """Let the disk fill up so often, each time with other room left; gives how much was saved."""
    workspace, attempt_id, disk = on_small_disk
    chance = random.Random(times)
    answers = Answers(workspace, attempt_id, chance)
    for _time in range(times):
        answers.start_program_anew()  # else the log of the database keeps the room it had
        fill(disk, chance.randrange(NEARLY_NOTHING))
        answers.save_until_full()
        answers.confirm()
        (disk / FILLER).unlink()
        answers.save_one()
        answers.confirm()
    answers.workspace.close()
    return answers.saved


def test_on_a_disk_that_fills_up_all_that_was_acknowledged_stays(on_small_disk, fill):
    assert fill_up(on_small_disk, fill, 2) > 2


@pytest.mark.slow
def test_on_a_disk_that_fills_up_200_times_all_that_was_acknowledged_stays(on_small_disk, fill):
    saved = fill_up(on_small_disk, fill, 200)
    print(f"{saved} acknowledged on a disk that was full 200 times, none lost")


def test_the_screen_says_what_a_full_disk_did_not_take_and_goes_on(qtbot, on_small_disk, fill):
    workspace, attempt_id, disk = on_small_disk
    desk = Desk(workspace)
    sitting = Sitting(desk, view_of(workspace, attempt_id))
    qtbot.addWidget(sitting)
    fill(disk, 0)
    options = sitting.question.options
    for number in range(20_000):
        options[number % 4].click()
        if sitting.header.saved.tag().text == "✗ 没有保存":
            break
    chosen = [one.value for one in options if one.isChecked()]
    assert "磁盘已满" in sitting.notice.text()
    assert list(view_of(workspace, attempt_id).questions[0].answer) == chosen
    (disk / FILLER).unlink()
    options[(number + 1) % 4].click()
    assert sitting.header.saved.tag().text.startswith("✓ 答案已保存")
    sitting.leave()
    desk.jobs.close()
