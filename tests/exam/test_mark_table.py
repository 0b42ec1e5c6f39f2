import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import Key, Marking, Rule
from dongan_training.exam.grading import ExamKey, corrected, grade
from dongan_training.exam.mark_table import NOT_ASKED, AnswerTable, mark_table, totals_of
from dongan_training.exam.models import CorrectionKind

KEYS = {
    "single": Key(QuestionType.SINGLE_CHOICE, ("B",), 2),
    "multiple": Key(QuestionType.MULTIPLE_CHOICE, ("A", "B", "D"), 3),
    "judged": Key(QuestionType.TRUE_FALSE, (True,), 1),
    "blanks": Key(QuestionType.FILL_BLANK, (("五", "5"), ("警告",)), 4, order_free=True),
    "essay": Key(QuestionType.SHORT_ANSWER, ("范文",), 10),
}
ANSWERS = {
    "single": [[], ["A"], ["B"]],
    "multiple": [[], ["A"], ["A", "B"], ["A", "C"], ["A", "B", "D"]],
    "judged": [[], [True], [False]],
    "blanks": [[], [["警告"], ["五"]], [["5"]]],
    "essay": [[], ["写了"]],
}
corrections = st.dictionaries(
    st.sampled_from(sorted(KEYS)),
    st.lists(
        st.sampled_from(
            [
                (CorrectionKind.EVERYBODY, ()),
                (CorrectionKind.DROP, ()),
                (CorrectionKind.RESTORE, ()),
            ]
        ),
        max_size=2,
    ),
    max_size=3,
)


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {name: st.none() | st.sampled_from(values) for name, values in ANSWERS.items()}
        ),
        min_size=1,
        max_size=6,
    ),
    made=corrections,
    rule=st.sampled_from(Rule),
)
def test_marking_many_at_once_gives_what_marking_each_gives(rows, made, rule):
    """None stands for a question that is not on the form of that person."""
    marking = Marking(rule)
    keys = {name: corrected(key, made.get(name, ())) for name, key in KEYS.items()}
    points = mark_table(keys, table(rows), marking)
    totals = totals_of(keys, table(rows), points)
    for row, total in zip(rows, totals, strict=True):
        asked = {name: value for name, value in row.items() if value is not None}
        marks = grade({name: keys[name] for name in asked}, asked, marking)
        assert total == marks.total


def table(rows):
    codes = [
        [
            NOT_ASKED if row[name] is None else values.index(row[name])
            for name, values in ANSWERS.items()
        ]
        for row in rows
    ]
    return AnswerTable(
        attempt_ids=tuple(str(number) for number in range(len(rows))),
        item_ids=tuple(ANSWERS),
        values=tuple(tuple(values) for values in ANSWERS.values()),
        codes=np.array(codes, dtype=np.int32),
    )


def test_a_dropped_question_counts_for_nobody_and_the_rest_fills_the_full_marks():
    keys = {name: ExamKey(KEYS[name]) for name in ("single", "judged")}
    dropped = {**keys, "judged": corrected(KEYS["judged"], [(CorrectionKind.DROP, ())])}
    answers = {"single": ["B"], "judged": [False]}
    assert grade(keys, answers, Marking()).total == 2
    assert grade(dropped, answers, Marking()).total == 3


def test_a_second_key_is_as_good_as_the_printed_one_and_a_new_one_replaces_it():
    printed = KEYS["single"]
    also = corrected(printed, [(CorrectionKind.ALSO, ["C"])])
    new = corrected(printed, [(CorrectionKind.NEW_KEY, ["C"])])
    back = corrected(printed, [(CorrectionKind.NEW_KEY, ["C"]), (CorrectionKind.RESTORE, [])])
    earned = [
        [grade({"1": key}, {"1": [letter]}, Marking()).total for letter in "BC"]
        for key in (also, new, back)
    ]
    assert earned == [[2, 2], [0, 2], [2, 0]]
