"""Make the Word and the Excel file of the discipline bank, and the two empty templates.

    python -m question_banks.build

The JSON is what people edit; the two files are what the program reads, typed the way clerks
type. Building twice gives the same content, so a change in git is a change of a question.
"""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.key_text import RIGHT, WRONG, key_text
from dongan_training.bank.writers.typed import passage_line
from question_banks import templates
from question_banks.files import MADE, save_word, set_properties

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "discipline.json"
WORD = HERE / "纪律学习题库.docx"
EXCEL = HERE / "纪律学习题库.xlsx"
TITLE = "纪律学习题库"
LETTERS = "ABCDE"

Question = dict[str, Any]

# type: heading in Word, remark after the count, name in Excel
SECTIONS = {
    "single_choice": ("一、单项选择题", "，每题只有1个正确选项", "单选题"),
    "multiple_choice": ("二、多项选择题", "，每题有2个或2个以上正确选项", "多选题"),
    "true_false": ("三、判断题", "，正确的打“√”，错误的打“×”", "判断题"),
    "fill_blank": ("四、填空题", "", "填空题"),
    "short_answer": ("五、简答题", "", "简答题"),
}
PASSAGES = "六、材料题"
HEADINGS = (
    *("序号", "题型", "题干"),
    *(f"选项{letter}" for letter in LETTERS),
    *("答案", "解析", "依据", "章节", "难度", "材料"),
)
WIDTHS = (6, 9, 60, 22, 22, 22, 22, 22, 16, 50, 40, 30, 6, 60)


def load_questions(path: Path = SOURCE) -> list[Question]:
    """The questions as people keep them, in the form ``bank read --json`` prints."""
    questions: list[Question] = json.loads(path.read_text(encoding="utf-8"))["questions"]
    return questions


def key_of(question: Question) -> str:
    """The answer as a clerk types it into a document."""
    return key_text(QuestionType(question["type"]), question["answer"])


def key_in_cell(question: Question) -> str:
    """The same as clerks type it into a table: truth in words."""
    return {RIGHT: "正确", WRONG: "错误"}.get(key_of(question), key_of(question))


def section_heading(kind: str, count: int) -> str:
    name, remark, _short = SECTIONS[kind]
    return f"{name}（共{count}题{remark}）"


def question_lines(number: int, question: Question, told: str = "") -> list[str]:
    """One question as the paragraphs of the Word file; ``told`` stands before its stem."""
    options = zip(LETTERS, question["options"], strict=False)
    return [
        f"{number}．{told}{question['stem']}",
        *(f"{letter}．{option}" for letter, option in options),
        f"答案：{key_of(question)}",
        f"解析：{question['explanation']}",
        f"依据：{question['citation']}",
        f"章节：{question['chapter']}",
        f"难度：{question['difficulty']}",
    ]


def build_word(questions: Sequence[Question], path: Path) -> None:
    """Write the bank as a clerk would type it: one paragraph a line, no tables."""
    document = Document()
    set_properties(document, TITLE)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(TITLE)
    run.bold = True
    run.font.size = Pt(18)
    for kind in SECTIONS:
        these = [one for one in questions if one["type"] == kind and not one.get("passage")]
        heading = document.add_paragraph()
        heading.add_run(section_heading(kind, len(these))).bold = True
        for number, question in enumerate(these, start=1):
            for line in question_lines(number, question):
                document.add_paragraph(line)
    _add_passages(document, [one for one in questions if one.get("passage")])
    save_word(document, path)


def _add_passages(document: Any, questions: Sequence[Question]) -> None:
    """Each passage above its questions, which say their type themselves."""
    document.add_paragraph().add_run(f"{PASSAGES}（共{len(questions)}题）").bold = True
    number = 0
    for passage, group in groupby(questions, key=lambda one: one["passage"]):
        these = list(group)
        document.add_paragraph(passage_line(range(number + 1, number + len(these) + 1)))
        document.add_paragraph(passage)
        for question in these:
            number += 1
            told = f"【{SECTIONS[question['type']][2]}】"
            for line in question_lines(number, question, told):
                document.add_paragraph(line)


def question_row(number: int, question: Question) -> list[str | int]:
    """One question as the cells under ``HEADINGS``."""
    options = question["options"] + [""] * (len(LETTERS) - len(question["options"]))
    return [
        number,
        SECTIONS[question["type"]][2],
        question["stem"],
        *options,
        key_in_cell(question),
        *(question[name] for name in ("explanation", "citation", "chapter", "difficulty")),
        question.get("passage") or "",
    ]


def build_excel(questions: Sequence[Question], path: Path) -> None:
    """Write the bank as one sheet under one head."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        book.set_properties({"title": TITLE, "author": "东安培训", "created": MADE})
        sheet = book.add_worksheet("题库")
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#FBEAE8"})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, HEADINGS, head)
        sheet.freeze_panes(1, 0)
        for number, question in enumerate(questions, start=1):
            sheet.write_row(number, 0, question_row(number, question), cell)


def main() -> None:
    questions = load_questions()
    build_word(questions, WORD)
    build_excel(questions, EXCEL)
    templates.build_word(templates.WORD)
    templates.build_excel(templates.EXCEL)


if __name__ == "__main__":
    main()
