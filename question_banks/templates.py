"""The two empty forms that people fill in: one sheet with heads, one document with a pattern.

Built by ``python -m question_banks.build`` together with the bank.
"""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from dongan_training.bank.key_text import LETTERS
from dongan_training.bank.scoring import TYPE_NAMES
from dongan_training.bank.writers.excel import DIFFICULTIES, FIRST, LAST, WIDTHS
from question_banks.files import MADE, save_word, set_properties

HERE = Path(__file__).resolve().parent
WORD = HERE / "题库模板.docx"
EXCEL = HERE / "题库模板.xlsx"
TITLE = "题库模板"
ROWS = 2000  # that offer a choice of types and levels
OPTIONS = 6
# What stands in the second sheet; a head it explains comes first.
ADVICE = (
    ("题型", "单选题、多选题、判断题、填空题、简答题，从下拉列表里选。"),
    ("题干", "必填。填空题的空写成两个以上的下划线 ____。"),
    ("选项A…F", "选择题才填；不够几项就空着，可以自己往右加列。"),
    (
        "答案",
        "选择题写字母，如 ABD；判断题写 正确 或 错误；填空题的几个空用 | 分开，不同写法用 / 分开。",
    ),
    ("评分要点", "简答题每行一点，行末写分值，如 有调查核实（2分）。"),
    ("材料", "几道题共用一段材料时，把同一段材料写在每道题这一列。"),
    ("其他各列", "都可以空着；依据请写明文件名称、版本和条号。"),
)
EXAMPLES: dict[str, tuple[str, ...]] = {
    "一、单项选择题": (
        "1．党员受到严重警告处分的影响期是（ ）。",
        *("A．半年", "B．一年", "C．一年半", "D．二年"),
        *("答案：C", "解析：警告一年，严重警告一年半。"),
        "依据：《中国共产党纪律处分条例》（2023年修订）第十条",
        *("章节：第二章 违纪与纪律处分", "难度：易"),
    ),
    "二、多项选择题": (
        "1．下列属于党纪处分的有（ ）。",
        *("A．警告", "B．记过", "C．留党察看", "D．开除党籍", "答案：ACD"),
    ),
    "三、判断题": ("1．记过是党纪处分的一种。", "答案：×"),
    "四、填空题": ("1．党纪处分共有____种。", "答案：五/5"),
    "五、简答题": (
        "1．党纪处分有哪几种？",
        "答案：警告、严重警告、撤销党内职务、留党察看、开除党籍。",
    ),
}


def build_excel(path: Path) -> None:
    """Write the sheet to fill in and, behind it, how."""
    heads = [*FIRST, *(f"选项{letter}" for letter in LETTERS[:OPTIONS]), *LAST]
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        book.set_properties({"title": TITLE, "author": "东安培训", "created": MADE})
        bold = book.add_format({"bold": True, "border": 1, "bg_color": "#FBEAE8"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("题库")
        sheet.write_row(0, 0, heads, bold)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, WIDTHS.get(head, 22), wrapped)
        for head, names in (("题型", list(TYPE_NAMES.values())), ("难度", DIFFICULTIES)):
            _offer(sheet, heads.index(head), names)
        advice = book.add_worksheet("填写说明")
        advice.set_column(0, 0, 12)
        advice.set_column(1, 1, 90)
        for number, line in enumerate(ADVICE):
            advice.write_row(number, 0, line, wrapped)


def build_word(path: Path) -> None:
    """Write one question of each type as a pattern to type over."""
    document = Document()
    set_properties(document, TITLE)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(TITLE)
    run.bold = True
    run.font.size = Pt(18)
    for heading, lines in EXAMPLES.items():
        document.add_paragraph().add_run(heading).bold = True
        for line in lines:
            document.add_paragraph(line)
    save_word(document, path)


def _offer(sheet: xlsxwriter.worksheet.Worksheet, column: int, names: Sequence[str]) -> None:
    sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": list(names)})
