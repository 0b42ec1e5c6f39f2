# ruff: noqa: E501  (banks stand here as their authors typed them)
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import read
from dongan_training.bank.formats.plain_text import stream_of
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.errors import Cancelled
from dongan_training.progress import Silent
from tests.bank.formats.habits import HABITS, Habit

NAMES = {
    "single_choice": "single",
    "multiple_choice": "multi",
    "true_false": "truth",
    "fill_blank": "fill",
    "short_answer": "short",
}


def found_in(reading: Reading) -> tuple[tuple[str, int, object], ...]:
    return tuple((NAMES[one.type], len(one.options), one.answer) for one in reading.drafts)


def recognised(text: str) -> Reading:
    reading = Reading()
    recognise(stream_of(text), reading, Silent())
    return reading


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_a_bank_is_read_however_it_is_written(tmp_path, habit: Habit):
    path = tmp_path / "题库.md"
    path.write_text(habit.text, "utf-8")
    assert found_in(read(path, Silent())) == habit.questions


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_no_character_of_a_bank_disappears(habit: Habit):
    text = habit.text.replace("\\_", "_").replace("**", "")
    assert_all_explained(text.replace("[x]", "").replace("[ ]", ""))


def assert_all_explained(text: str) -> None:
    """Every word is in the source of a draft, in a heading, or in a problem."""
    from collections import Counter

    reading = recognised(text)
    parts = [draft.source for draft in reading.drafts]
    parts += [head.text for head in reading.headings]
    parts += [problem.text for problem in reading.problems]
    kept = Counter("".join("".join(parts).split()))
    lost = Counter("".join(text.split())) - kept
    lost = Counter({one: n for one, n in lost.items() if one.isalnum()})
    assert not lost, lost


PIECES = st.sampled_from(
    [
        "1、", "2.", "（3）", "第4题", "A.", "B、", "C", "D.丁", "答案：", "【答案】", "B", "√", "×",
        "解析：", "一、单选题", "二、判断题", "参考答案", "1-5 ABCDA", "____", "（ ）", "（A）", "\n", "\n\n",
        " ", "　", "党支部任期是", "。", "【单选】", "[是非][非]", "- ", "|", "**", "题干,答案", "{", "[",
        "材料一", "六、材料分析题", "问题：", "阅读下列材料，回答1-2题。", "要点：", "评分标准：", "简述", "答：", "5分", "难度：", "---", "第一章 总则",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_mixture_of_marks_ends_in_a_traceback_or_loses_text(text):
    if "|" not in text:
        assert_all_explained(text.replace("**", ""))
    else:
        recognised(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_no_text_whatever_ends_in_a_traceback(text):
    recognised(text)


def test_a_suffix_that_lies_is_named_and_the_content_read(tmp_path):
    path = tmp_path / "题库.docx"
    path.write_text("1、党员可以退党。（√）", "utf-8")
    found = read(path, Silent())
    assert found_in(found) == (("truth", 0, (True,)),)
    assert [str(problem.kind) for problem in found.problems] == ["wrong_suffix"]


@pytest.mark.parametrize("suffix", ["txt", "csv", "json"])
def test_reading_stops_when_the_user_cancels(tmp_path, suffix):
    path = tmp_path / f"题库.{suffix}"
    texts = {"csv": "题干,答案\n甲甲甲,乙", "json": '[{"题目": "甲甲甲", "答案": "乙"}]'}
    path.write_text(texts.get(suffix, "1、党员可以退党。（√）"), "utf-8")

    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(path, Stop())
