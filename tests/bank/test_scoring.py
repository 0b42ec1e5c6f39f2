from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import (
    Key,
    Marking,
    Rule,
    is_answered,
    is_right,
    marks_text,
    rule_in_words,
    score,
)
from dongan_training.bank.written import fold

MULTIPLE = Key(QuestionType.MULTIPLE_CHOICE, ("A", "B", "D"), 3)
letters = st.sets(st.sampled_from("ABCDE"))


@pytest.mark.parametrize(
    ("rule", "chosen", "points"),
    [
        (Rule.HALF, "ABD", 3),
        (Rule.HALF, "DBA", 3),
        (Rule.HALF, "AB", 1.5),
        (Rule.HALF, "A", 1.5),
        (Rule.HALF, "ABC", 0),
        (Rule.HALF, "ABCD", 0),
        (Rule.HALF, "", 0),
        (Rule.ALL_OR_NOTHING, "ABD", 3),
        (Rule.ALL_OR_NOTHING, "AB", 0),
        (Rule.PER_OPTION, "AB", 2),
        (Rule.PER_OPTION, "ABC", 0),
        (Rule.PENALTY, "ABC", 1),
        (Rule.PENALTY, "AC", 0),
        (Rule.PENALTY, "CE", 0),
    ],
)
def test_each_rule_pays_what_it_says(rule, chosen, points):
    assert score(MULTIPLE, list(chosen), Marking(rule)) == points


@given(key=letters.filter(bool), chosen=letters, rule=st.sampled_from(Rule))
def test_no_rule_pays_less_than_nothing_or_more_than_all(key, chosen, rule):
    points = score(Key(QuestionType.MULTIPLE_CHOICE, sorted(key), 2), sorted(chosen), Marking(rule))
    assert points is not None
    assert 0 <= points <= 2
    assert (points == 2) == (chosen == key)


@given(key=letters.filter(bool), chosen=letters, rule=st.sampled_from(Rule), data=st.data())
def test_renaming_the_options_of_key_and_answer_together_changes_nothing(key, chosen, rule, data):
    names = dict(zip("ABCDE", data.draw(st.permutations("ABCDE")), strict=True))
    before = score(Key(QuestionType.MULTIPLE_CHOICE, sorted(key), 2), sorted(chosen), Marking(rule))
    renamed = Key(QuestionType.MULTIPLE_CHOICE, [names[one] for one in key], 2)
    assert score(renamed, [names[one] for one in chosen], Marking(rule)) == before


@given(key=letters.filter(bool), chosen=letters)
def test_the_rules_stand_in_order_of_mildness(key, chosen):
    marked = Key(QuestionType.MULTIPLE_CHOICE, sorted(key), 12)
    strict = score(marked, sorted(chosen), Marking(Rule.ALL_OR_NOTHING))
    for rule in (Rule.HALF, Rule.PER_OPTION, Rule.PENALTY):
        assert strict <= score(marked, sorted(chosen), Marking(rule))
    assert score(marked, sorted(chosen), Marking(Rule.PER_OPTION)) <= score(
        marked, sorted(chosen), Marking(Rule.PENALTY)
    )


def test_single_choice_and_true_false_are_all_or_nothing():
    single = Key(QuestionType.SINGLE_CHOICE, ("B",), 2)
    assert [score(single, value) for value in (["B"], ["A"], [], ["A", "B"])] == [2, 0, 0, 0]
    judged = Key(QuestionType.TRUE_FALSE, (False,), 1)
    assert [score(judged, value) for value in ([False], [True], [])] == [1, 0, 0]


def test_each_blank_is_paid_by_itself_and_takes_alternatives():
    key = Key(QuestionType.FILL_BLANK, (("五", "5"), ("警告",)), 4)
    assert score(key, [["5"], ["警告"]]) == 4
    assert score(key, ["五", "警 告。"]) == 4
    assert score(key, [["６"], ["警告"]]) == 2
    assert score(key, [["5"]]) == 2
    assert score(key, []) == 0
    assert score(key, [["警告"], ["5"]]) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("６０％", "60%"),
        ("《中国共产党章程》", "中国共产党章程"),
        ("ＷＴＯ", "wto"),
        (" 3 . ", "3"),
        ("1,000", "1000"),
        ("实事求是，群众路线", "实事求是、群众路线"),
    ],
)
def test_width_case_blanks_and_punctuation_do_not_matter(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("3.5", "35"), ("1-9", "19"), ("-5", "5"), ("60%", "60"), ("？", "！"), ("1/3", "13")],
)
def test_signs_that_change_the_meaning_stay(one, other):
    assert fold(one) != fold(other)


@given(st.text(alphabet="五党纪aB", min_size=1), st.sampled_from(["，", " ", "·", "《", "\u3000"]))
def test_signs_between_words_do_not_matter(text, sign):
    assert fold(sign.join(text)) == fold(text)


def test_a_blank_of_only_spaces_is_open_and_wrong():
    key = Key(QuestionType.FILL_BLANK, (("？",),), 1)
    assert score(key, [["  "]]) == 0
    assert not is_answered([["  "]])
    assert is_answered([[""], ["五"]])
    assert is_answered([False])
    assert not is_answered([])


def test_short_answers_and_questions_without_a_key_wait_for_a_person():
    assert score(Key(QuestionType.SHORT_ANSWER, ("范文",), 10), ["我的回答"]) is None
    assert score(Key(QuestionType.SINGLE_CHOICE, (), 2), ["A"]) is None
    assert is_right(Key(QuestionType.SHORT_ANSWER, (), 10), ["写了"]) is None


def test_what_nobody_answered_earns_nothing_and_needs_no_person():
    assert score(Key(QuestionType.SHORT_ANSWER, ("范文",), 10), []) == 0
    assert score(Key(QuestionType.SHORT_ANSWER, ("范文",), 10), [" "]) == 0


def test_a_half_right_choice_is_not_right():
    assert is_right(MULTIPLE, ["A", "B"]) is False
    assert is_right(MULTIPLE, ["A", "B", "D"]) is True


def test_the_rule_is_said_in_points_of_the_question():
    words = rule_in_words(QuestionType.MULTIPLE_CHOICE, 2, Marking())
    assert words == "少选得 1 分，错选不得分"
    assert rule_in_words(QuestionType.SINGLE_CHOICE, 2, Marking()) == ""


def test_marks_have_one_decimal_at_most_and_are_never_shown_higher_than_they_are():
    assert [marks_text(one) for one in (100, 62.67, 59.97, 94.5, 65.17, 0)] == [
        "100", "62.6", "59.9", "94.5", "65.1", "0",
    ]  # fmt: skip  # one line says more than six


def test_an_option_can_have_points_of_its_own():
    paid = Marking(Rule.PER_OPTION, option_points=0.5)
    assert [score(MULTIPLE, list(chosen), paid) for chosen in ("A", "AB", "ABD", "AC")] == [
        *(0.5, 1, 3, 0),
    ]
    lost = Marking(Rule.PENALTY, option_points=0.5)
    assert [score(MULTIPLE, list(chosen), lost) for chosen in ("ABC", "ABCE", "AB", "ABD")] == [
        *(0.5, 0, 1, 3),
    ]
    generous = Marking(Rule.PER_OPTION, option_points=9)
    assert score(MULTIPLE, ["A"], generous) == 3
    words = rule_in_words(QuestionType.MULTIPLE_CHOICE, 3, paid)
    assert words == "少选时每选对一项得 0.5 分，错选不得分"


def test_blanks_whose_order_is_free_are_paid_in_any_order():
    names = (("自我批评",), ("批评", "自我批评"), ("群众路线",))
    key = Key(QuestionType.FILL_BLANK, names, 3, order_free=True)
    assert score(key, [["批评"], ["自我批评"], ["群众路线"]]) == 3
    assert score(key, [["群众路线"], ["自我批评"], ["自我批评"]]) == 3
    assert score(key, [["批评"], ["批评"], ["批评"]]) == 1
    assert score(key, [["群众路线"]]) == 1
    assert "次序不限" in rule_in_words(QuestionType.FILL_BLANK, 3, Marking(), order_free=True)


@given(
    blanks=st.lists(st.sets(st.sampled_from("甲乙丙丁戊"), min_size=1), min_size=1, max_size=5),
    data=st.data(),
)
def test_the_order_of_order_free_blanks_never_matters_and_never_costs(blanks, data):
    answer = tuple(tuple(sorted(one)) for one in blanks)
    texts = data.draw(
        st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=len(blanks), max_size=len(blanks))
    )
    mixed = data.draw(st.permutations(texts))
    free = Key(QuestionType.FILL_BLANK, answer, len(blanks), order_free=True)
    strict = Key(QuestionType.FILL_BLANK, answer, len(blanks))
    assert score(free, texts) == score(free, mixed)
    assert score(free, texts) >= score(strict, texts)
    best = max(
        sum(text in accepted for text, accepted in zip(order, answer, strict=True))
        for order in permutations(texts)
    )
    assert score(free, texts) == best


@pytest.mark.parametrize(
    ("written", "points"),
    [("7日", 1), ("七日", 1), ("5 日", 1), ("10日", 1), ("11日", 0), ("7", 0), ("5～10日", 1)],
)
def test_a_key_can_be_a_range_of_numbers(written, points):
    assert score(Key(QuestionType.FILL_BLANK, (("5～10日",),), 1), [[written]]) == points


def test_numerals_are_folded_only_where_the_exam_says_so():
    key = Key(QuestionType.FILL_BLANK, (("二十四",),), 1)
    assert score(key, [["24"]], Marking(numerals=True)) == 1
    assert score(key, [["24"]], Marking(numerals=False)) == 0
