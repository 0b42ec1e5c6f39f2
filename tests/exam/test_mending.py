"""Every way to mend that is named does mend: checked by doing it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.assembly import missing_for
from dongan_training.exam.blueprint import Blueprint, Cell, Kind, Section
from dongan_training.exam.candidates import Candidate
from dongan_training.exam.mending import Shelves, feedback

SINGLE = QuestionType.SINGLE_CHOICE


def pool(easy: int, hard: int, resting: int = 0) -> list[Candidate]:
    told = ["易"] * (easy + resting) + ["难"] * hard
    return [
        Candidate(
            f"v{number}",
            SINGLE,
            f"f{number}",
            question_id=f"q{number}",
            chapter="一",
            difficulty=difficulty,
            last_used=1 if easy <= number < easy + resting else 0,
        )
        for number, difficulty in enumerate(told)
    ]


def blueprint(count: int, **rules) -> Blueprint:
    cells = (Cell(count, chapter="一", difficulty="易"),)
    return Blueprint("卷", (Section(SINGLE, count, 2, cells=cells),), **rules)


def told(wanted: Blueprint, questions: list[Candidate], forms: int = 1):
    (one,) = feedback(wanted, Shelves.of(questions, wanted), forms=forms)
    return one


def test_a_cell_that_can_be_filled_needs_no_mending():
    one = told(blueprint(3), pool(3, 0))
    assert (one.stock.available, one.stock.missing, one.mends) == (3, 0, ())
    assert one.in_words() == ""


def test_a_cell_that_lacks_questions_is_told_every_way_out():
    one = told(blueprint(6, rest=1), pool(2, 5, resting=4))
    assert one.in_words() == (
        "缺 4 道：不限难度“易”，有 7 道；“避开最近 1 份试卷”改小，另有 4 道；减到 2 题；再导入 4 道"
    )


def test_parallel_forms_may_also_be_fewer_or_share_questions():
    one = told(blueprint(4, kind=Kind.PARALLEL), pool(9, 0), forms=3)
    assert one.stock.missing == 3
    assert one.mends == ("减到 2 份卷", "每题可用于 2 份卷", "减到 3 题", "再导入 3 道")


@given(st.integers(0, 12), st.integers(1, 6), st.integers(1, 4), st.integers(1, 3))
def test_what_the_mends_say_can_then_be_filled(easy, count, forms, exposure):
    wanted = blueprint(count, kind=Kind.PARALLEL, exposure=exposure)
    one = told(wanted, pool(easy, 0), forms=forms)
    missing = missing_for(wanted, pool(easy, 0), forms=forms)
    assert bool(one.mends) is bool(missing.shortages)
    for mend in one.mends:
        number = int("".join(sign for sign in mend if sign.isdigit()))
        other, fewer, more = wanted, forms, easy
        if mend.startswith("减到") and "份卷" in mend:
            fewer = number
        elif mend.startswith("减到"):
            other = blueprint(number, kind=Kind.PARALLEL, exposure=exposure)
        elif mend.startswith("每题"):
            other = replace(wanted, exposure=number)
        else:
            more = easy + number
        assert not missing_for(other, pool(more, 0), forms=fewer).shortages, mend
