"""A whole bank in one line: found as well as one with a line for everything."""

from dongan_training.bank.formats.plain_text import read_text


def test_a_bank_without_a_single_line_end_is_taken_apart():
    one = "{n}、党支部第{n}届任期是（ ）。A.三年B.五年C.{n}年D.一年答案：B解析：见第{n}条。"
    text = "".join(one.format(n=n) for n in range(1, 301))
    drafts = read_text(text).drafts
    assert [draft.number for draft in drafts] == [str(n) for n in range(1, 301)]
    assert {draft.answer for draft in drafts} == {("B",)}
    assert drafts[-1].explanation == "见第300条。"


def test_an_explanation_longer_than_what_is_searched_at_once_stays_whole():
    long = "依照条例办理" * 400
    text = f"1、任期是（ ）。A.三年B.五年答案：B解析：{long}。2、可以退党。（√）"
    first, second = read_text(text).drafts
    assert first.explanation == f"{long}。"
    assert second.answer == (True,)
