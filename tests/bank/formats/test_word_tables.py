"""Questions in tables among the paragraphs of a Word document."""

from dongan_training.bank.drafts import Reading
from dongan_training.bank.recognising.pieces import Grid
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Silent
from tests.bank.formats.word_files import par, reading, table


def test_questions_of_tables_stand_where_their_tables_stand(tmp_path):
    rows = table(("题干", "选项A", "选项B", "答案"), ("中间的一题是（ ）。", "甲", "乙", "B"))
    before, after = par("1、党员应当学习。（√）"), par("2、最后可以退党。（√）")
    found = reading(tmp_path, before, rows, after)
    assert [draft.stem[:2] for draft in found.drafts] == ["党员", "中间", "最后"]


def test_a_table_for_every_question_with_two_pairs_in_a_row_is_a_card():
    pairs = (
        ("题干", "谁负责（  ）。"),
        ("选项A", "甲"),
        ("选项B", "乙"),
        ("答案", "B", "分值", "2"),
    )
    cards = [Grid(n, (("题号", str(n), "题型", "单选题"), *pairs)) for n in (1, 2)]
    reading = Reading(format="docx")
    recognise(list(cards), reading, Silent())
    assert [(draft.stem, draft.answer) for draft in reading.drafts] == [
        ("谁负责（  ）。", ("B",)) for _card in cards
    ]
