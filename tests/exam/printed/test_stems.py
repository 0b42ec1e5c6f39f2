import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.printed.stems import ruled_lines, without_pictures, written_stem


@pytest.mark.parametrize(
    "stem", ["自（ ）起施行。", "自( )起施行。", "自（　　）起施行。", "自（___）起施行。"]
)
def test_empty_brackets_of_the_bank_get_one_shape(stem):
    assert written_stem(stem, QuestionType.SINGLE_CHOICE) == "自（　　）起施行。"


def test_a_stem_without_brackets_gets_them_only_where_one_answers_in_brackets():
    assert written_stem("对吗？", QuestionType.TRUE_FALSE) == "对吗？（　　）"
    assert written_stem("请谈谈。", QuestionType.SHORT_ANSWER) == "请谈谈。"


def test_a_blank_is_long_enough_but_does_not_tell_the_length_of_its_answer():
    blanks = {written_stem("是____。", QuestionType.FILL_BLANK, length) for length in range(1, 30)}
    assert sorted(blank.count("_") for blank in blanks) == [10, 20, 34]


def test_one_picture_leaves_no_mark_and_several_leave_their_names():
    assert without_pictures("看〔图1〕") == ("看", (1,))
    assert without_pictures("比较〔图1〕和〔图2〕") == ("比较（图1）和（图2）", (1, 2))


def test_room_for_writing_grows_with_the_answer_within_reason():
    assert [ruled_lines(expected) for expected in (0, 80, 5000)] == [4, 8, 20]
