# ruff: noqa: E501  (banks stand here as their authors typed them)
"""What a table says as a whole, and what it leaves open and therefore tells."""

import json

import pytest

from dongan_training.bank.drafts import ProblemKind
from dongan_training.bank.formats import read, scripts
from dongan_training.progress import Silent

ASK = "任期是（ ）年。"


def csv_of(folder, text):
    path = folder / "题库.csv"
    path.write_text(text, "utf-8")
    return read(path, Silent())


def test_numbers_that_neither_begin_at_zero_nor_reach_the_last_option_are_told(tmp_path):
    rows = [
        {"question": f"第{n}问？", "options": ["甲", "乙", "丙", "丁"], "answer": 1 + n % 2}
        for n in range(6)
    ]
    path = tmp_path / "题库.json"
    path.write_text(json.dumps(rows), "utf-8")
    found = read(path, Silent())
    assert len(found.drafts) == 6
    assert all(draft.answer == () and draft.warnings for draft in found.drafts)


@pytest.mark.parametrize("held", ["寅   D. 卯", "寅 5.下列( A )灭火剂最佳"])
def test_an_option_that_holds_another_or_a_question_is_told(tmp_path, held):
    body = "".join(f"{n}为何？,子,丑,寅,卯,A\n" for n in "甲乙丙") + f"丁为何？,子,丑,{held},,A\n"
    found = csv_of(tmp_path, "题目,A,B,C,D,答案\n" + body)
    assert [bool(draft.warnings) for draft in found.drafts] == [False, False, False, True]


def test_a_number_that_is_an_option_itself_counts_where_all_keys_count(tmp_path):
    body = "甲为何？,子,丑,寅,卯,4\n乙为何？,子,丑,寅,卯,2\n" + "几年一届？,3,1,5,2,3\n" * 1
    found = csv_of(tmp_path, "题目,A,B,C,D,答案\n" + body)
    assert [draft.answer for draft in found.drafts] == [("D",), ("B",), ("C",)]


def test_keys_that_are_the_texts_of_number_options_stay_texts(tmp_path):
    body = "几年一届？,3,1,5,2,3\n几人以上？,7,3,4,5,5\n几天以内？,1,2,3,4,4\n"
    found = csv_of(tmp_path, "题目,A,B,C,D,答案\n" + body)
    assert [draft.answer for draft in found.drafts] == [("A",), ("D",), ("D",)]


def test_right_and_wrong_as_numbers_beside_types_as_numbers_are_told(tmp_path):
    body = "下列属于何者？&甲&乙&丙,0,乙\n下列包括何者？&甲&乙&丙,1,甲&乙\n天是蓝的。,2,1\n地是方的。,2,0\n"
    found = csv_of(tmp_path, "题目,题目类型,答案\n" + body)
    assert [(str(one.type), one.answer) for one in found.drafts][:2] == [
        ("single_choice", ("B",)),
        ("multiple_choice", ("A", "B")),
    ]
    assert [(str(one.type), one.answer, bool(one.warnings)) for one in found.drafts][2:] == [
        ("true_false", (), True)
    ] * 2


def test_a_comma_parts_options_only_where_every_row_parts_alike(tmp_path):
    even = "题目\t选项\t答案\n" + "".join(f"{n}为何？\t甲，乙，丙，丁\tB\n" for n in "子丑寅卯")
    found = csv_of(tmp_path, even)
    assert all(draft.options == ("甲", "乙", "丙", "丁") for draft in found.drafts)
    odd = "题目\t选项\t答案\n子为何？\t甲，因为乙，丙\tB\n丑为何？\t甲，乙，丙，丁\tB\n寅为何？\t甲，乙\tB\n"
    found = csv_of(tmp_path, odd)
    assert (len(found.drafts), len(found.problems)) == (0, 3)


def test_wrong_options_beside_the_right_one_are_its_options(tmp_path):
    found = csv_of(
        tmp_path, f"问题,正确答案,干扰项1,干扰项2,干扰项3\n{ASK},五,三,四,六\n几人？,三,一,二,四\n"
    )
    assert [(one.options[0], len(one.options), one.answer) for one in found.drafts] == [
        ("五", 4, ("A",)),
        ("三", 4, ("A",)),
    ]


def test_a_head_of_strange_words_is_no_question(tmp_path):
    rows = "".join(f"任期是（ ）年，第{n}种？,三,四,五,C\n" for n in "甲乙丙丁戊")
    found = csv_of(tmp_path, "甲列,乙列,丙列,丁列,戊列\n" + rows)
    assert [(draft.options, draft.answer) for draft in found.drafts] == [
        (("三", "四", "五"), ("C",))
    ] * 5
    assert found.headings[0].line == 1


def test_a_type_that_a_nameless_column_gives_is_not_believed_without_options(tmp_path):
    found = csv_of(tmp_path, f"TAB,TIMU,DAAN\n单选题,{ASK},五\n单选题,轨距为（ ）mm。,1435\n")
    assert [str(draft.type) for draft in found.drafts] == ["fill_blank"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "var a = [{q: run('x')}];",
        "let a = [" * 300,
        "a = [/*" * 3000,
        "const a = [" + "[" * 5000,
        "export default [1e999]",
        "x = ['没有结束",
    ],
)
def test_what_is_no_plain_value_is_nothing_and_never_run(text):
    assert scripts.values_in(text)[0] == {}


def test_values_of_scripts_are_read_as_they_are_meant():
    script = "let a = {x: +1, 'y': [.5, 0x1f || 1]}; b = [\"\\u4e2d\\x41\\n\", 'd',/* e */ +2, `他说\"好\n\\`，`]; c = {丁: null}"
    values, unread = scripts.values_in(script)
    assert values == {"b": ["中A\n", "d", 2, '他说"好\n`，'], "c": {"丁": None}}
    assert [said.split(";")[0] for said in unread] == ["{x: +1, 'y': [.5, 0x1f || 1]}"]
    python = "import os\nQUESTIONS = [\n    ('中' '文', True, None),  # one\n]\nother = [os.name, b'1']\n"
    assert scripts.values_in(python) == (
        {"QUESTIONS": [["中文", True, None]]},
        ["other = [os.name, b'1']"],
    )
    assert scripts.value_of("[1],\n{a: 2};") == [[1], {"a": 2}]
    assert scripts.value_of("[True, None]") == [True, None]


def test_values_in_single_quotes_and_keys_as_texts_of_options_in_one_cell_are_read(tmp_path):
    rows = "".join(
        f"'第{n}届任期_____年。','四年','A:三年 B:四年 C:五年','单选题'\n" for n in "一二三四"
    )
    found = csv_of(
        tmp_path, rows + "'甲为乙。','正确','A:正确 B:错误 ','判断题'\n'会址在_____。','嘉兴',,\n"
    )
    assert [draft.answer for draft in found.drafts] == [*[("B",)] * 4, (True,), (("嘉兴",),)]


def test_lists_of_programs_in_cells_are_options_and_keys(tmp_path):
    rows = "".join(
        f"第{n}问？\t['甲', '乙', '丙']\t[0, {1 + m % 2}]\n" for m, n in enumerate("一二三四")
    )
    found = csv_of(tmp_path, "question\tchoices\tanswer\n" + rows)
    assert [(draft.options, draft.answer) for draft in found.drafts] == [
        (("甲", "乙", "丙"), ("A", "BC"[m % 2])) for m in range(4)
    ]


def test_a_case_with_options_and_a_place_among_them_is_a_choice(tmp_path):
    rows = [
        {
            "type": "case",
            "q": f"【案例】某甲做了第{n}件事。",
            "options": ["无违规", "轻微违规", "严重违规"],
            "answer": [n % 3],
        }
        for n in range(6)
    ]
    path = tmp_path / "题库.json"
    path.write_text(json.dumps(rows), "utf-8")
    assert [draft.answer for draft in read(path, Silent()).drafts] == [
        ("ABC"[n % 3],) for n in range(6)
    ]


def test_a_statement_with_right_and_wrong_beside_it_is_no_head_of_ticks(tmp_path):
    rows = "".join(f"{n},判断题,第{n}条是对的。,正确,错误,A\n" for n in range(1, 7))
    assert [draft.answer for draft in csv_of(tmp_path, rows).drafts] == [(True,)] * 6
    rows = "".join(
        f"{n},第{n}条是对的。,{'√' * (n % 2)},{'√' * (1 - n % 2)}\n" for n in range(1, 7)
    )
    found = csv_of(tmp_path, "序号,判断内容,对,错\n" + rows)
    assert [draft.answer for draft in found.drafts] == [(True,), (False,)] * 3


def test_rows_of_options_without_a_mark_are_asked_for_their_key(tmp_path):
    path = tmp_path / "题库.md"
    rows = "".join(
        f"| {'第' + n + '问怎样？' if not m else ''} | {t} |\n"
        for n in "甲乙丙"
        for m, t in enumerate("子丑寅")
    )
    path.write_text("| 题目 | 选项 |\n|---|---|\n" + rows, "utf-8")
    found = read(path, Silent())
    assert [(draft.options, draft.answer) for draft in found.drafts] == [
        (("子", "丑", "寅"), ())
    ] * 3
    assert len(found.problems) == 3


def test_a_table_without_head_inside_a_text_may_lack_a_key(tmp_path):
    path = tmp_path / "题库.md"
    body = "".join(f"| {n} | 单选 | 第{n}问怎样呢？ | 子 | 丑 | 寅 | B |\n" for n in range(2, 9))
    path.write_text(
        "| 1 | 单选 | 第1问怎样呢？ | 子 | 丑 | 寅 | B |\n|---|---|---|---|---|---|---|\n"
        + body
        + "| 9 | 单选 | 第9问怎样呢？ | 子 | 丑 |\n",
        "utf-8",
    )
    found = read(path, Silent())
    assert [draft.answer for draft in found.drafts] == [("B",)] * 8 + [()]


def test_a_line_of_nothing_but_strokes_takes_no_time(tmp_path):
    path = tmp_path / "题库.gift"
    path.write_text("//" * 400 + "\n" + "/*//" * 400, "utf-8")
    assert not read(path, Silent()).drafts


def test_a_page_that_asks_questions_itself_is_read_from_its_script(tmp_path):
    page = tmp_path / "刷题.html"
    page.write_text(
        "<!DOCTYPE html><html><body><h1>刷题小程序</h1><button>开始</button>"
        "<p>1. 任期是几年？</p><p>A. 三</p><p>B. 五</p><p>C. 四</p><p>答案：B</p><script>\n"
        "const all=[ // 判断\n{question:'党员应当交纳党费',options:['T','F'],answer:0},\n"
        "{question:'党员可以不交党费',options:['T','F'],answer:1}, // 选择\n"
        "{question:'任期是几年？',options:['三','五','四'],answer:[1]},\n"
        "{question:'哪些是纪律？',options:['政治','工作','音乐'],answer:[0,1]}];\n"
        "start(all)</script></body></html>",
        "utf-8",
    )
    found = read(page, Silent())
    assert [draft.answer for draft in found.drafts] == [(True,), (False,), ("B",), ("A", "B")]
    assert found.format == "html"


def test_questions_in_a_script_that_cannot_be_read_are_told_of(tmp_path):
    page = tmp_path / "刷题.html"
    script = "const all=[{question: ask(1), answer: 0}, {question: ask(2), answer: 1}]"
    page.write_text(f"<!DOCTYPE html><html><body>刷题<script>{script}</script></body></html>")
    found = read(page, Silent())
    assert "写在程序里，读不出来" in found.problems[0].message
    assert "ask(2)" in found.problems[0].text


def test_every_question_of_a_long_script_is_read_or_told_of(tmp_path):
    path = tmp_path / "题库.js"
    pushed = (
        "questions.push({{question: '第{0}条是什么？', options: ['甲', '乙'], answer: {1}}});\n"
    )
    lines = [pushed.format(number, "right()" if number % 500 == 0 else 1) for number in range(1500)]
    path.write_text("".join(lines), "utf-8")
    found = read(path, Silent())
    assert len(found.drafts) == 1497
    told = [
        problem.text for problem in found.problems if problem.kind is ProblemKind.NOT_A_QUESTION
    ]
    assert [text.split("'")[1] for text in told] == [f"第{n}条是什么？" for n in (0, 500, 1000)]


def test_a_text_that_speaks_of_web_pages_is_no_web_page(tmp_path):
    path = tmp_path / "网页制作.txt"
    path.write_text(
        "第一章\n1、表示标题的标记是（　）。\nA. <title>\nB. <html>\nC. <b>标题</b>\nD. <p>\n答案：A\n",
        "utf-8",
    )
    found = read(path, Silent())
    assert [(one.options, one.answer) for one in found.drafts] == [
        (("<title>", "<html>", "标题", "<p>"), ("A",))
    ]
