"""One style on a whole paper, whatever its questions were typed in."""

import pytest
from docx import Document
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as checked
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.printed.answer_key_sheet import draw_answer_key
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.printed.facts import (
    AnswerKey,
    KeyAnswer,
    KeyPoint,
    KeySection,
    PaperQuestion,
    PaperSection,
)
from dongan_training.exam.printed.look import look_of
from dongan_training.exam.printed.paper_sheet import draw_exam_paper
from dongan_training.exam.printed.paper_word import write_paper_document
from dongan_training.exam.printed.punctuation import FULL, HALF, Punctuation, Width, punctuation_of
from dongan_training.printing.page import Pages
from dongan_training.settings import Settings
from tests.exam.printed.test_paper_sheet import paper

WIDE, NARROW = (Punctuation(width=width) for width in (Width.FULL, Width.HALF))
TEXTS = st.text("党纪处分条例𬱖年12Aa 、《》“”" + HALF + FULL, min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("written", "wide"),
    [
        ("党员(含预备党员)受处分,期限为:", "党员（含预备党员）受处分，期限为："),
        ("处分有( )种.", "处分有（ ）种。"),
        ("罚款12,000元,8:30起,见f(x)", "罚款12,000元，8:30起，见f(x)"),
        ("第(2)项和(一)", "第（2）项和（一）"),
        ("what (if any), said he.", "what (if any), said he."),
        ("是吗? 不是!", "是吗？不是！"),
        ("（甲(乙)）;丙", "（甲（乙））；丙"),
        ("版本2.0.1发布.", "版本2.0.1发布。"),
    ],
)
def test_the_marks_of_chinese_are_widened_and_those_of_figures_and_words_stay(written, wide):
    assert WIDE.told(written) == wide


def test_narrow_marks_are_those_of_a_plain_keyboard():
    assert NARROW.told("（　　），。；：？！、《》“”") == "(　　),.;:?!、《》“”"


def bare(text):
    return "".join(one for one in text if one not in f"{HALF}{FULL} ")


@given(text=TEXTS)
def test_only_marks_change_and_asking_again_changes_nothing(text):
    for style in (WIDE, NARROW):
        told = style.told(text)
        assert bare(told) == bare(text)
        assert style.told(told) == told


@given(text=TEXTS)
def test_as_written_stays_as_written(text):
    assert Punctuation().told(text) == text


def papers(texts):
    """A paper and its key that say these texts in every place there is for one."""
    stem, option, passage, reason = texts
    kinds = tuple(QuestionType)
    questions = tuple(
        PaperQuestion(number, stem, (option, "对"), 2, 5, passage) for number in (1, 2)
    )
    sections = tuple(
        PaperSection(kind, questions, reason if kind is kinds[0] else "") for kind in kinds
    )
    answers = (KeyAnswer(1, stem, 2, (KeyPoint(option, 1),), reason, passage),)
    grid = (KeyAnswer(1, "AB", 2, (), reason, passage),)
    keyed = (KeySection(kinds[0], answers, reason), KeySection(kinds[1], grid, option))
    key = AnswerKey(stem, "单位", "A", keyed)
    return paper(*sections, title=stem, facts=(option,)), key


@pytest.mark.parametrize("style", [NARROW, WIDE], ids=["half", "full"])
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
@checked(
    max_examples=12,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_style_reaches_every_text_of_paper_word_and_key(tmp_path, monkeypatch, style, texts):
    put: list[str] = []
    shown = Pages._shown

    def recorded(self, words, look):
        put.append(words)
        return shown(self, words, look)

    asked, key = papers(texts)
    look = look_of(Printing(), style)
    with monkeypatch.context() as patched:
        patched.setattr(Pages, "_shown", recorded)
        draw_exam_paper(tmp_path / "paper.pdf", asked, look)
        draw_answer_key(tmp_path / "key.pdf", key, style)
    write_paper_document(tmp_path / "paper.docx", asked, look)
    put += [one.text for one in Document(str(tmp_path / "paper.docx")).paragraphs]
    if style is NARROW:
        assert [words for words in put if set(words) & set(FULL)] == []
    else:
        told = "\n".join(map(style.told, texts))  # a line may end where its text goes on
        narrow = [words for words in put if style.told(words) != words and words not in told]
        assert [words for words in narrow if "年" not in words] == []


def test_the_settings_decide():
    chosen = Settings(paper_mark="、", paper_option_mark="．", paper_punctuation="half")
    assert punctuation_of(chosen) == Punctuation("、", "．", Width.HALF)
