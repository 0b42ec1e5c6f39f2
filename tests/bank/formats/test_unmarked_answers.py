"""Answers that bear no mark at all: verdicts on their own lines, turns, lines below blanks."""

import pytest

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats.plain_text import read_text, stream_of
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Silent

STATEMENTS = ("苹果是水果的一种。", "白菜是水果的一种。", "小麦是粮食的一种。")


@pytest.mark.parametrize("number", ["", "{}、"])
@pytest.mark.parametrize(
    ("right", "wrong"), [("T", "F"), ("√", "×"), ("对", "错"), ("正确", "错误")]
)
def test_a_verdict_below_a_statement_is_its_key(number, right, wrong):
    words = (right, wrong, right)
    text = "\n".join(
        f"{number.format(place)}{stem}\n{word}"
        for place, (stem, word) in enumerate(zip(STATEMENTS, words, strict=True), start=1)
    )
    drafts = read_text(text).drafts
    assert [draft.stem for draft in drafts] == list(STATEMENTS)
    assert [draft.answer for draft in drafts] == [(True,), (False,), (True,)]


@pytest.mark.parametrize("numbered", [False, True])
def test_two_verdicts_below_each_other_are_options_even_without_a_key(numbered):
    text = "\n\n".join(f"{f'{n}. ' * numbered}{stem}\nT\nF" for n, stem in enumerate(STATEMENTS, 1))
    drafts = read_text(text).drafts
    assert [draft.stem for draft in drafts] == list(STATEMENTS)
    assert {(str(draft.type), draft.answer) for draft in drafts} == {("true_false", ())}


@pytest.mark.parametrize(
    ("first", "second"),
    [("对", "错（正确答案）"), ("○对", "○错(正确答案)"), ("对", "√ 错"), ("对", "错√")],
)
def test_of_two_verdicts_the_one_told_to_be_right_is_the_key(first, second):
    text = "\n".join(f"{n}. {stem}\n{first}\n{second}" for n, stem in enumerate(STATEMENTS, 1))
    assert [draft.answer for draft in read_text(text).drafts] == [(False,)] * 3


def test_of_two_points_of_markdown_the_bold_one_is_the_key():
    text = "\n\n".join(f"{stem}\n\n- 对\n- **错**" for stem in STATEMENTS)
    reading = Reading(format="md")
    recognise(stream_of(f"## 判断\n\n{text}", markdown=True), reading, Silent())
    assert [draft.answer for draft in reading.drafts] == [(False,)] * 3


def test_where_words_behind_every_option_say_it_is_right_all_are_the_key():
    text = "1. 水果包括（ ）。[多选题]\nA. 苹果（正确答案）\nB. 梨（正确答案）\nC. 桃（正确答案）"
    (draft,) = read_text(text).drafts
    assert (draft.options, draft.answer) == (("苹果", "梨", "桃"), ("A", "B", "C"))


QUESTIONS = (
    "长在树上的（ ）可以吃。",
    "冬天常吃的菜是（ ）。",
    "面粉由哪种粮食磨成？",
    "（ ）产蜜。",
)
ANSWERS = ("苹果", "白菜", "小麦", "蜜蜂")


def test_questions_and_answers_by_turns_are_pairs():
    text = "\n".join(line for pair in zip(QUESTIONS, ANSWERS, strict=True) for line in pair)
    assert_pairs(text)


def test_a_page_of_questions_and_then_as_many_answers_are_pairs_in_their_order():
    assert_pairs("\n".join([*QUESTIONS, *ANSWERS]))


def assert_pairs(text: str) -> None:
    drafts = read_text(text).drafts
    assert [draft.stem for draft in drafts] == list(QUESTIONS)
    said = [draft.answer[0] for draft in drafts]
    assert [one if isinstance(one, str) else one[0] for one in said] == list(ANSWERS)


def test_one_answer_too_few_makes_no_pairs():
    assert not read_text("\n".join([*QUESTIONS, *ANSWERS[:3]])).drafts


def test_lines_below_numbered_blanks_are_their_answers():
    text = (
        "1、____长在树上。\n苹果\n2、粮食有____和____。\n小麦\n稻子\n"
        "3、____产蜜，____拉车。\n蜜蜂\n马\n4、水果有____。\nFDD"
    )
    assert [draft.answer for draft in read_text(text).drafts] == [
        (("苹果",),),
        (("小麦",), ("稻子",)),
        (("蜜蜂",), ("马",)),
        (("FDD",),),
    ]


def test_numbered_lines_beside_questions_are_questions_without_answers():
    text = "1，水果有几种？\n2，怎样种白菜？\n3，小麦怎样磨？\n4，磨的用处\n5，面粉的分类（五种）"
    drafts = read_text(text).drafts
    assert [draft.number for draft in drafts] == ["1", "2", "3", "4", "5"]
    assert {(str(draft.type), draft.answer) for draft in drafts} == {("short_answer", ())}


@pytest.mark.parametrize(
    "row", ["{number}\t{stem}\t{key}", "{key},{stem}"], ids=["without head", "with head"]
)
def test_keys_of_statements_that_are_1_or_2_count_right_and_wrong_and_say_so(row):
    rows = [
        row.format(number=n, stem=stem, key=1 + (n == 2)) for n, stem in enumerate(STATEMENTS, 1)
    ]
    head = ["答案,题目"] if row.startswith("{key}") else []
    drafts = read_text("\n".join(head + rows)).drafts
    assert [draft.answer for draft in drafts] == [(True,), (False,), (True,)]
    assert all("1 是对、2 是错" in "".join(draft.warnings) for draft in drafts)


def test_keys_of_statements_that_are_0_or_1_are_told_for_they_are_either_way_in_real_files():
    rows = [f"{n % 2},{stem}" for n, stem in enumerate(STATEMENTS)]
    assert not read_text("\n".join(["答案,题目", *rows])).drafts


def test_a_head_between_turns_is_neither_question_nor_answer():
    pairs = [line for pair in zip(QUESTIONS, ANSWERS, strict=True) for line in pair]
    many = [*pairs[:4], "下面说粮食", *pairs[4:], *pairs[:4], *pairs[4:], *pairs]
    drafts = read_text("\n".join(many)).drafts
    assert [draft.stem for draft in drafts] == [*QUESTIONS] * 3
