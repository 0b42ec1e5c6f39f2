import pytest

from dongan_training.bank.drafts import Draft, Heading, ProblemKind, QuestionType, Reading
from dongan_training.bank.judging import judge
from dongan_training.bank.reading_json import to_json
from dongan_training.errors import UserError
from dongan_training.progress import Silent


def choice(stem: str = "党支部的任期是", answer: str = "A", **facts) -> Draft:
    options = facts.pop("options", ("甲", "乙"))
    facts = {"line": 1, "source": stem} | facts
    return Draft(QuestionType.SINGLE_CHOICE, stem, options, tuple(answer), **facts)


def judged(*drafts: Draft, headings: tuple[Heading, ...] = ()) -> list[tuple[int, str]]:
    reading = Reading("txt", list(drafts), [], list(headings))
    judge(reading, Silent())
    return [(problem.line, str(problem.kind)) for problem in reading.problems]


def test_a_sound_question_has_no_problem():
    assert judged(choice()) == []


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        (choice(answer="D"), ProblemKind.UNKNOWN_OPTION),
        (choice(options=("甲", ""), answer="B"), ProblemKind.UNKNOWN_OPTION),
        (choice(options=("甲", "甲")), ProblemKind.DUPLICATE_OPTIONS),
        (choice(options=("Ａ１", "A1")), ProblemKind.DUPLICATE_OPTIONS),
        (choice(answer=""), ProblemKind.NO_ANSWER),
        (choice("是（ ）"), ProblemKind.SHORT_STEM),
    ],
)
def test_each_fault_has_its_kind(draft, kind):
    assert judged(draft) == [(1, kind)]


def fill(stem: str, *answers: str) -> Draft:
    answer = tuple((one,) for one in answers)
    return Draft(QuestionType.FILL_BLANK, stem, answer=answer, line=1, source=stem)


@pytest.mark.parametrize(
    "stem", ["是党的最高领导机关。", "党的最高领导机关是", "，由谁选举？", "1+1等于2"]
)
def test_a_fill_in_with_a_key_but_no_gap_is_told_of(stem):
    assert judged(fill(stem, "党的全国代表大会")) == [(1, "no_blank")]


@pytest.mark.parametrize(
    "stem",
    [
        "____是机关。",
        "（  ）是机关。",
        "最高机关是    ，由它选举。",
        "最高机关是谁？",
        "（1）选举（2）。",
        "1+1=",
    ],
)
def test_a_fill_in_with_a_gap_or_a_question_in_so_many_words_is_sound(stem):
    assert judged(fill(stem, "党的全国代表大会")) == []


def test_a_fill_in_without_gap_or_key_lacks_its_key_first_of_all():
    assert judged(fill("党的最高领导机关是")) == [(1, "no_answer")]


def test_the_same_question_twice_is_a_duplicate():
    assert judged(choice(), choice(line=9)) == [(9, "duplicate")]


def test_the_same_stem_with_other_options_is_another_question():
    assert judged(choice(), choice(line=9, options=("丙", "丁"))) == []


def test_the_same_question_with_another_key_is_a_conflict():
    assert judged(choice(), choice(line=9, answer="B")) == [(9, "conflict")]


def test_shuffled_options_with_the_same_meaning_are_no_conflict():
    shuffled = choice(line=9, options=("乙", "甲"), answer="B")
    assert judged(choice(), shuffled) == [(9, "duplicate")]


def test_a_head_that_claims_another_count_is_named():
    head = Heading(1, "一、单选题（共3题）", 3)
    drafts = [choice(f"党支部任期{n}", line=n, section=head.text) for n in (2, 3)]
    assert judged(*drafts, headings=(head,)) == [(1, "count_mismatch")]
    assert judged(*drafts, choice("党", section=head.text, line=4), headings=(head,)) == [
        (4, "short_stem")
    ]


def test_problems_stand_in_the_order_of_the_file():
    assert judged(choice("党支部一", line=9, answer=""), choice("党支部二", line=2, answer="")) == [
        (2, "no_answer"),
        (9, "no_answer"),
    ]


def test_the_json_form_is_the_one_that_scripts_depend_on(tmp_path):
    blank = Draft(QuestionType.FILL_BLANK, "任期____年", answer=(("五", "5"), ("二",)), line=3)
    told = to_json(Reading("docx", [choice(), blank]), tmp_path / "题库.docx")
    assert [one["answer"] for one in told["questions"]] == [["A"], [["五", "5"], ["二"]]]
    assert told["counts"] == {
        "single_choice": 1,
        "multiple_choice": 0,
        "true_false": 0,
        "fill_blank": 1,
        "short_answer": 0,
        "problems": 0,
    }
    assert list(told["questions"][0]) == [
        *("number", "type", "stem", "options", "answer", "explanation", "points", "difficulty"),
        *("section", "chapter", "citation", "images", "line", "warnings", "passage"),
    ]


def test_every_refusal_is_a_sentence_with_advice():
    from dongan_training.sheets import refusals

    kinds = [one for one in vars(refusals).values() if isinstance(one, type)]
    told = [one for one in kinds if issubclass(one, refusals.FileRefused) and one.message]
    assert len(told) > 8
    assert all(issubclass(one, UserError) and one.advice.endswith("。") for one in told)
