"""The bank as a Word document: to read, to print, and to read back."""

import io

import docx
import pytest

from dongan_training.bank import formats
from dongan_training.bank.drafts import Draft, Picture, QuestionType
from dongan_training.bank.writers import word
from dongan_training.progress import Silent
from tests.bank.questions import png

CHOICE = Draft(
    QuestionType.SINGLE_CHOICE,
    "党支部任期是几年？",
    ("三年", "五年"),
    ("A",),
    explanation="见条例。",
    citation="《条例》第三条",
)
TRUE = Draft(QuestionType.TRUE_FALSE, "党员可以不交党费。", answer=(False,))
ASKED = Draft(
    QuestionType.SHORT_ANSWER, "这件事应当怎样处理？", answer=("批评教育。",), passage="某村的账。"
)


def lines(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_a_paper_without_answers_tells_none():
    written = lines(word.write_questions([CHOICE, TRUE, ASKED]))
    assert "1．党支部任期是几年？" in written
    told = "\n".join(written)
    assert not any(word in told for word in ("答案", "见条例", "第三条", "批评教育", "×"))


def test_questions_stand_by_type_and_passages_come_last():
    written = lines(word.write_with_answers([ASKED, TRUE, CHOICE]))
    heads = [line for line in written if line.startswith(("一、", "二、", "三、"))]
    assert heads == ["一、单选题（共1题）", "二、判断题（共1题）", "三、材料题（共1题）"]
    assert "阅读下列材料，回答3-3题。" in written


def test_short_options_share_a_line():
    written = lines(word.write_questions([CHOICE]))
    assert "A．三年\tB．五年" in written


def test_a_question_without_its_key_is_read_back_as_one_without_key(tmp_path):
    path = tmp_path / "题库.docx"
    path.write_bytes(word.write_questions([CHOICE, TRUE]))
    found = formats.read(path, Silent())
    assert [draft.answer for draft in found.drafts] == [(), ()]
    assert {str(problem.kind) for problem in found.problems} == {"no_answer"}


@pytest.mark.parametrize("picture", [png(1), Picture("image/webp", b"RIFF\0\0\0\0WEBP")])
def test_a_picture_that_word_cannot_show_leaves_its_marker(picture):
    draft = Draft(
        QuestionType.TRUE_FALSE, "图中〔图1〕是党徽。", answer=(True,), pictures=(picture,)
    )
    content = word.write_with_answers([draft])
    shown = len(docx.Document(io.BytesIO(content)).inline_shapes)
    assert shown == (picture.media_type == "image/png")
    assert any("〔图1〕" in line for line in lines(content)) == (not shown)
