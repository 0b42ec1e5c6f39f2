"""A second program on the same data while somebody sits: refused, and the sitting goes on."""

from threading import Thread

import pytest

from dongan_training.exam.candidate_view import sitting_view
from tests.faults.program import Ended, run_program
from ui.exam.sitting import Sitting
from ui.kit import Desk


@pytest.fixture
def sitting(qtbot, desk: Desk, start) -> Sitting:
    attempt_id = start()
    with desk.workspace.read() as session:
        view = sitting_view(session, attempt_id)
    sitting = Sitting(desk, view)
    qtbot.addWidget(sitting)
    yield sitting
    sitting.leave()


@pytest.fixture
def second(desk, tmp_path):
    """Start the program a second time, to sit for somebody else; gives how it ended."""
    answers = tmp_path / "answers.txt"
    answers.write_text("BBBB", encoding="utf-8")
    words = ("exam", "sit", "2026Q4-01", "2", "--answers", answers, "--json")

    def run() -> Ended:
        return run_program(*words, "--data", desk.workspace.folder)

    return run


def choose(sitting, number):
    """Choose an option and give what is stored then."""
    option = sitting.question.options[number % 4]
    option.click()
    with sitting.desk.workspace.read() as session:
        stored = sitting_view(session, sitting.keeper.attempt_id).questions[0].answer
    assert stored == (option.value,)


def require_refused(ended: Ended):
    sentence, advice = ended.refusal()
    assert "正由另一个东安培训程序使用" in sentence
    assert "没有改动" in advice


def test_a_second_program_is_refused_and_the_sitting_goes_on(sitting, second):
    choose(sitting, 0)
    require_refused(second())
    choose(sitting, 1)


@pytest.mark.slow
def test_twenty_second_programs_are_refused_while_answers_are_saved_all_along(sitting, second):
    ended: list[Ended] = []

    def start_again_and_again():
        for _time in range(20):
            ended.append(second())

    others = Thread(target=start_again_and_again)
    others.start()
    saved = 0
    while others.is_alive():
        choose(sitting, saved)
        saved += 1
    others.join()
    for one in ended:
        require_refused(one)
    print(f"{len(ended)} second programs refused, {saved} answers saved beside them")
