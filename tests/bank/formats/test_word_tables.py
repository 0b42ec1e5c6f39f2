"""Questions in tables among the paragraphs of a Word document."""

from tests.bank.formats.word_files import par, reading, table


def test_questions_of_tables_stand_where_their_tables_stand(tmp_path):
    rows = table(("题干", "选项A", "选项B", "答案"), ("中间的一题是（ ）。", "甲", "乙", "B"))
    before, after = par("1、党员应当学习。（√）"), par("2、最后可以退党。（√）")
    found = reading(tmp_path, before, rows, after)
    assert [draft.stem[:2] for draft in found.drafts] == ["党员", "中间", "最后"]
