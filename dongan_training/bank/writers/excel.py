"""Our Excel template: one row a question, and everything comes back from it."""

import io
from collections.abc import Sequence

from dongan_training.bank.drafts import Draft
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.scoring import type_name


def write(drafts: Sequence[Draft]) -> bytes:
    import xlsxwriter

    wide = max([4, *(len(draft.options) for draft in drafts)])
    heads = ["序号", "题型", "题干", *(f"选项{letter}" for letter in LETTERS[:wide])]
    heads += ["答案", "解析", "依据", "章节", "难度", "分值"]
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet("题库")
        sheet.write_row(0, 0, heads, book.add_format({"bold": True, "bg_color": "#F2F2F2"}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(drafts)), len(heads) - 1)
        sheet.set_column(2, 2, 60, book.add_format({"text_wrap": True}))
        for number, draft in enumerate(drafts, start=1):
            sheet.write_row(number, 0, _cells(number, draft, wide))
    return written.getvalue()


def _cells(number: int, draft: Draft, wide: int) -> list[str | float | None]:
    return [
        number,
        type_name(draft.type),
        draft.stem,
        *(draft.options + ("",) * (wide - len(draft.options))),
        key_text(draft.type, draft.answer),
        draft.explanation,
        draft.citation,
        draft.chapter,
        draft.difficulty,
        draft.points,
    ]
