"""A check of the bank finds what a person should look at, and nothing in a sound bank."""

from datetime import date

import pytest

from dongan_training.bank.checking import SmellKind, check
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.queries import QuestionRow
from dongan_training.bank.regulations.register import Register
from dongan_training.bank.regulations.shipped import shipped_editions

OPTIONS = ("一年", "二年", "三年", "五年")
MIXED = ("二年", "一年", "三年", "五年")
REGISTER, TODAY = Register(shipped_editions()), date(2026, 11, 23)
BURDEN = "《整治形式主义为基层减负若干规定》（2024年）第三条"
PARTY = "《中国共产党纪律处分条例》（{}年版）第{}条"


def row(stem, answer, *, options=OPTIONS, citation=None, kind=QuestionType.SINGLE_CHOICE):
    return QuestionRow(
        stem, kind, stem, options, answer, None, citation, None, None, 1, "subject", None
    )


def kinds(*rows):
    return [smell.kind for smell in check(rows, REGISTER, TODAY)]


def cited(year, article):
    return row("留党察看最长几年", ["B"], citation=PARTY.format(year, article))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (cited(2023, "一百五十八"), []),
        (cited(2023, "一百五十九"), [SmellKind.ARTICLE_OUT_OF_RANGE]),
        (cited(2018, "五十"), [SmellKind.RETIRED_EDITION]),
        (cited(2015, "五十"), [SmellKind.RETIRED_EDITION]),
        (cited(2027, "五十"), [SmellKind.UNKNOWN_EDITION]),
        (row("甲乙丙丁", ["A"], citation=BURDEN), [SmellKind.ARTICLE_OUT_OF_RANGE]),
        (row("甲乙丙丁", ["A"], citation="《某办法》第九百条"), [SmellKind.UNREGISTERED]),
        (row("甲乙丙丁", ["A"], citation="教材第三章"), []),
    ],
)
def test_sources_are_held_against_the_edition_in_force(question, expected):
    assert kinds(question) == expected


def test_a_regulation_that_is_not_registered_is_told_once_for_all_its_questions():
    rows = [
        row("甲乙丙丁", ["A"], citation="《某办法》第九百条"),
        row("子丑寅卯", ["B"], citation="《某 办法》第一条、《另一办法》"),
    ]
    told = [(one.message[2:7], one.question_ids) for one in check(rows, REGISTER, TODAY)]
    assert told == [("《某办法》", ("甲乙丙丁", "子丑寅卯")), ("《另一办法", ("子丑寅卯",))]


def test_keys_that_can_be_guessed_are_told():
    stems = [chr(0x4E00 + 40 * n) * 9 for n in range(20)]
    skewed = [row(stem, ["ABBB"[n % 4]]) for n, stem in enumerate(stems)]
    even = [row(stem, ["ABCD"[n % 4]]) for n, stem in enumerate(stems)]
    assert kinds(*skewed) == [SmellKind.SKEWED_KEYS]
    assert kinds(*even) == [] and kinds(*skewed[:19]) == []


def test_one_question_with_two_keys_is_a_contradiction_and_shuffled_options_are_not():
    first = row("留党察看处分期限最长不得超过", ["B"])
    other = row("留党察看处分期限，最长不得超过", ["C"])
    shuffled = row(
        "留党察看处分期限最长不得超过？", ["A"], options=("二年", "一年", "三年", "五年")
    )
    assert SmellKind.CONTRADICTION in kinds(first, other)
    assert kinds(first, shuffled) == [SmellKind.NEAR_DUPLICATE]


def test_one_stem_with_other_options_is_another_question():
    first = row("下列关于党员权利的说法正确的是", ["A"])
    other = row("下列关于党员权利的说法正确的是", ["A"], options=("甲", "乙", "丙", "丁"))
    assert kinds(first, other) == []


def test_what_the_editor_warns_of_is_told_of_the_whole_bank_too():
    many = QuestionType.MULTIPLE_CHOICE
    assert (
        kinds(
            row("这道题只有一个正确选项吗", ["A"], kind=many),
            row("这里有两个选项说的是一样的", ["A"], options=("一年", "一年", "二年")),
            row("以上都对放在了别的选项的前面", ["A"], options=("以上都对", "一年", "二年")),
            row("最后一项说到前面几项没有错处", ["A"], options=("一年", "二年", "以上都对")),
            row("期满____年以后又过____年", [["五"]], options=(), kind=QuestionType.FILL_BLANK),
        )
        == [SmellKind.ODD_WORDING] * 4
    )
