"""A sitting on a disk that fills up, and beside a second program: real ones."""

import shutil

import pytest

from dongan_training import clock
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.delivery import Given, save_answer
from dongan_training.storage.failures import DiskFull
from dongan_training.workspace import Workspace
from tests.faults.disks import fill, mount
from tests.faults.program import run_program
from ui.exam.sitting import Sitting
from ui.kit import Desk

__all__ = ["fill", "mount"]
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


def test_on_a_disk_that_fills_up_all_that_was_acknowledged_stays(on_small_disk, fill):
    workspace, attempt_id, disk = on_small_disk
    questions = view_of(workspace, attempt_id).questions
    acknowledged: dict[str, tuple] = {}

    def answer(number: int) -> None:
        question = questions[number % 4]  # the single choices
        value = [question.options[number // 4 % 4].value]
        with workspace.begin() as session:
            given = Given(question.item_id, value, number / 100)
            save_answer(session, attempt_id=attempt_id, given=given, at=clock.now())
        acknowledged[question.item_id] = tuple(value)

    fill(disk, NEARLY_NOTHING)
    with pytest.raises(DiskFull):
        for number in range(20_000):
            answer(number)
    stored = {one.item_id: one.answer for one in view_of(workspace, attempt_id).questions}
    assert {item: stored[item] for item in acknowledged} == acknowledged
    (disk / FILLER).unlink()
    answer(number + 1)
    stored = {one.item_id: one.answer for one in view_of(workspace, attempt_id).questions}
    assert {item: stored[item] for item in acknowledged} == acknowledged


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


def test_a_second_program_is_refused_and_the_sitting_goes_on(qtbot, desk, hall, start, tmp_path):
    attempt_id = start()
    sitting = Sitting(desk, view_of(desk.workspace, attempt_id))
    qtbot.addWidget(sitting)
    sitting.question.options[0].click()
    answers = tmp_path / "answers.txt"
    answers.write_text("BBBB", encoding="utf-8")
    words = ("exam", "sit", "2026Q4-01", "1", "--answers", answers, "--json")
    sentence, advice = run_program(*words, "--data", desk.workspace.folder).refusal()
    assert "正由另一个东安培训程序使用" in sentence
    assert "没有改动" in advice
    sitting.question.options[1].click()
    assert view_of(desk.workspace, attempt_id).questions[0].answer == (
        sitting.question.options[1].value,
    )
    sitting.leave()
