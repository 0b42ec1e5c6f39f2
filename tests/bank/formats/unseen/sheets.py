# ruff: noqa: E501  (lines as people write them)
"""Spreadsheets of unseen hands."""

import io
import zipfile
from collections.abc import Sequence
from html import escape
from typing import Any

import xlsxwriter

from tests.bank.formats.unseen.asked import FILL, MULTI, SHORT, SINGLE, TRUTH, Bank, Hand
from tests.bank.formats.unseen.texts import CHOICES, HEADS, TAGS, key_of, lettered

Rows = Sequence[Sequence[Any]]


def workbook(sheets: dict[str, Rows]) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return packed.getvalue()


def sheet_for_each_type(bank: Bank) -> bytes:
    """A title and a note above the heads, a sheet for each type, a sheet of instructions."""
    sheets: dict[str, Rows] = {
        "填写说明": [
            ["填写说明"],
            ["1. 每题一行，不得合并单元格。"],
            ["2. 多选题答案用英文逗号隔开。"],
        ]
    }
    for kind, many in bank.items():
        rows: list[Sequence[Any]] = [
            [f"东安县党纪学习题库（{HEADS[kind]}）"],
            ["填报单位：", "", "填报人："],
        ]
        letters = "ABCDE" if kind in (SINGLE, MULTI) else ""
        head = ["序号", "试题题干*", *(f"选项{letter}" for letter in letters)]
        rows.append([*head, "答案*", "解析", "出题依据"])
        for number, one in enumerate(many, start=1):
            options = list(one.options) + [""] * (len(head) - 2 - len(one.options))
            key = ",".join(one.letters) or key_of(one)
            rows.append([number, one.stem, *options, key, one.why, one.source])
        sheets[HEADS[kind]] = rows
    return workbook(sheets)


def options_in_the_stem_cell(bank: Bank) -> bytes:
    """Stem and options in one cell, a line each; types in short words."""
    short = {SINGLE: "单选", MULTI: "多选", TRUTH: "判断", FILL: "填空", SHORT: "简答"}
    rows: list[Sequence[Any]] = [["题号", "题型", "题目内容", "参考答案", "分值"]]
    for kind, many in bank.items():
        for one in many:
            cell = "\n".join([one.stem, *lettered(one, "{}、{}")])
            rows.append([float(len(rows)), short[kind], cell, key_of(one, "√", "×"), 2.0])
    return workbook({"Sheet1": rows})


def text_in_one_column(bank: Bank) -> bytes:
    """A text file pasted into a sheet: each line is a cell of the first column."""
    rows: list[Sequence[Any]] = [["党纪知识题库"]]
    for place, (kind, many) in enumerate(bank.items()):
        rows.append([f"{'一二三四五'[place]}、{HEADS[kind]}"])
        for number, one in enumerate(many, start=1):
            rows += [[f"{number}.{one.stem}"], *([line] for line in lettered(one, "{}.{}"))]
            rows.append([f"答案：{key_of(one, '√', '×')}"])
    return workbook({"题库": rows})


def options_in_one_cell(bank: Bank) -> bytes:
    """All options in one cell, parted by semicolons; key by its text for truth."""
    rows: list[Sequence[Any]] = [["试题类型", "难易程度", "试题", "备选项", "标准答案", "答案说明"]]
    for kind, many in bank.items():
        for number, one in enumerate(many):
            shown = "; ".join(lettered(one, "{}.{}"))
            key = "；".join(one.letters) or key_of(one)
            rows.append(
                [HEADS[kind], ("易", "中", "难")[number % 3], one.stem, shown, key, one.why]
            )
    return workbook({"Sheet1": [], "题目": rows})


def truth_as_options(bank: Bank) -> bytes:
    """A template of a training system: true and false are options too, several keys in a row."""
    heads = ["题目分类", "题型(必填)", "题目标题(必填)", "正确答案(必填)"]
    rows: list[Sequence[Any]] = [[*heads, *(f"选项{letter}" for letter in "ABCDEFGH"), "试题解析"]]
    for kind, many in bank.items():
        for one in many:
            options, key = one.options, one.letters
            if kind == TRUTH:
                options, key = ("正确", "错误"), "A" if one.right else "B"
            cells = [*options, *[""] * (8 - len(options))]
            rows.append(["党纪/条例", TAGS[kind], one.stem, key or key_of(one), *cells, one.why])
    return workbook({"导入模板": rows, "数据字典": [["单选题"], ["多选题"], ["判断题"]]})


def two_blocks_beside_notes(bank: Bank) -> bytes:
    """Columns begin at C, a head for each block of another type, empty rows between."""
    rows: list[Sequence[Any]] = [[], []]
    for kind, many in bank.items():
        rows += [["", "", HEADS[kind]], ["", "", "题目", "A", "B", "C", "D", "E", "答案"]]
        for one in many:
            cells = [*one.options, *[""] * (5 - len(one.options))]
            rows.append(["", "", one.stem, *cells, key_of(one, "对", "错")])
        rows.append([])
    return workbook({"汇总": rows})


def web_table(bank: Bank) -> bytes:
    """A table of a web page, saved under the name of a workbook."""
    heads = ("序号", "题型", "题干", "选项", "答案")
    rows = "".join(f"<th>{head}</th>" for head in heads)
    body = [f"<tr>{rows}</tr>"]
    for kind, many in bank.items():
        for one in many:
            shown = "|".join(lettered(one, "{}.{}"))
            cells = (str(len(body)), TAGS[kind], one.stem, shown, key_of(one, "对", "错"))
            body.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    page = f"<html><head><meta charset='utf-8'></head><body><table>{''.join(body)}</table></body>"
    return f"{page}</html>".encode()


def open_document(bank: Bank) -> bytes:
    """An .ods of another office: other words in the heads, keys with signs between."""
    heads = ["考题", *(f"备选答案{letter}" for letter in "ABCDE"), "参考答案", "题型", "出处"]
    rows: list[Sequence[str]] = [heads]
    for kind, many in bank.items():
        for one in many:
            cells = [*one.options, *[""] * (5 - len(one.options))]
            key = "、".join(one.letters) or key_of(one)
            rows.append([one.stem, *cells, key, TAGS[kind], one.source])
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" '
        f'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="题库">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("content.xml", content)
        out.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return packed.getvalue()


SHEETS = (
    Hand("分表.xlsx", sheet_for_each_type),
    Hand("题目内容.xlsx", options_in_the_stem_cell),
    Hand("一列.xlsx", text_in_one_column, CHOICES),
    Hand("备选项.xlsx", options_in_one_cell),
    Hand("导入模板.xlsx", truth_as_options),
    Hand("两块.xlsx", two_blocks_beside_notes, CHOICES),
    Hand("网页.xls", web_table),
    Hand("考题.ods", open_document),
)
