import pytest
from hypothesis import given
from hypothesis import strategies as some

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.answer_line import read_line, write_answer
from dongan_training.exam.candidate_view import ShownOption, ShownQuestion

# The form shows the options of the version in another order: A on paper is B in the bank.
MIXED = tuple(ShownOption(*one) for one in (("A", "一", "B"), ("B", "二", "D"), ("C", "三", "A")))


def question(number, kind, blanks=0):
    options = MIXED if "choice" in kind.value else ()
    return ShownQuestion(
        item_id=str(number),
        number=number,
        type=kind,
        points=1,
        rule="",
        stem="",
        options=options,
        blanks=blanks,
        answer=(),
        flagged=False,
    )


PAPER = (
    question(1, QuestionType.SINGLE_CHOICE),
    question(2, QuestionType.SINGLE_CHOICE),
    question(3, QuestionType.MULTIPLE_CHOICE),
    question(4, QuestionType.TRUE_FALSE),
    question(5, QuestionType.FILL_BLANK, 2),
    question(6, QuestionType.SHORT_ANSWER),
)
WHOLE = {"1": ["B"], "2": ["D"], "3": ["A", "B"], "4": [True], "5": [["五"], ["警告"]], "6": ["略"]}


@pytest.mark.parametrize(
    "line",
    [
        "AB AC √ [五/警告] [略]",
        "abca√五/警告 略",
        "Ａ，Ｂ，（ＡＣ），对，【五／警告】，略",
        "A B CA T [ 五 / 警告 ] 略",
    ],
)
def test_a_line_is_understood_however_it_is_typed(line):
    read = read_line(PAPER, line)
    assert read.slip is None
    assert read.is_whole
    assert dict(read.values) == WHOLE


def test_dashes_leave_questions_open():
    read = read_line(PAPER, "-B - － — -")
    assert read.is_whole
    assert [bool(value) for value in read.values.values()] == [False, True, *[False] * 4]


def test_an_unfinished_line_is_no_slip():
    read = read_line(PAPER, "AB AC ")
    assert (read.slip, read.is_whole, len(read.values)) == (None, False, 3)


@pytest.mark.parametrize(
    ("line", "number", "told"),
    [
        ("AD", 2, "“D”不是 A 到 C 的选项"),
        ("AB AA √", 3, "“A”写了两次"),
        ("AB AC 好", 4, "不是对错"),
        ("AB AC √ [五]", 5, "有 2 个空，写了 1 个"),
        ("AB AC √ [五/警告] 略 √√", 6, "多出“√√”"),
    ],
)
def test_what_cannot_be_is_named_with_its_question(line, number, told):
    slip = read_line(PAPER, line).slip
    assert slip.number == number
    assert told in slip.told


LETTER = some.sampled_from(["A", "B", "D"])
TEXT = some.text("五警告abc 12", min_size=1, max_size=8).map(str.strip).filter(bool)
ANSWERS = some.fixed_dictionaries(
    {
        "1": some.lists(LETTER, max_size=1),
        "2": some.lists(LETTER, max_size=1),
        "3": some.lists(LETTER, unique=True).map(sorted),
        "4": some.lists(some.booleans(), max_size=1),
        "5": some.one_of(
            some.just([]), some.tuples(TEXT, TEXT).map(lambda two: [[two[0]], [two[1]]])
        ),
        "6": some.lists(TEXT, max_size=1),
    }
)


@given(ANSWERS)
def test_what_is_written_reads_back_the_same(answers):
    line = " ".join(write_answer(one, answers[one.item_id]) for one in PAPER)
    read = read_line(PAPER, line)
    assert read.is_whole
    assert dict(read.values) == answers


@given(some.text(max_size=60))
def test_no_line_breaks_the_reading(line):
    read = read_line(PAPER, line)
    assert len(read.values) <= len(PAPER)
