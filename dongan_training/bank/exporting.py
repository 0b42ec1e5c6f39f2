"""The bank as a file for other programs and people; what is written reads back."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.bank.drafts import Draft
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.reading_json import question_json
from dongan_training.bank.scoring import type_name
from dongan_training.errors import UserError
from dongan_training.saving import save_whole
from dongan_training.texts import N_, listed


@dataclass(eq=False)
class UnknownExportFormat(UserError):
    name: str
    known: str
    message = N_("不会写“{name}”格式的题库文件。")
    advice = N_("请使用以下后缀之一：{known}。")


@dataclass(eq=False)
class NothingToExport(UserError):
    message = N_("没有可以导出的题目，没有写文件。")
    advice = N_("请核对题库名称，或先导入题目。")


def export(drafts: Sequence[Draft], path: Path, form: str | None = None) -> None:
    """Write ``drafts`` in the format named, else by the suffix of ``path``: whole or not at all.

    Raises UnknownExportFormat, NothingToExport, or what ``saving.save_whole`` raises.
    """
    name = (form or path.suffix).lstrip(".").lower()
    if name not in WRITERS:
        raise UnknownExportFormat(name, listed(WRITERS))
    if not drafts:
        raise NothingToExport
    save_whole(path, WRITERS[name](drafts))


def _json(drafts: Sequence[Draft]) -> bytes:
    content = {"questions": [question_json(draft) for draft in drafts]}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _text(drafts: Sequence[Draft]) -> bytes:
    blocks = ["\n".join(_lines(number, draft)) for number, draft in enumerate(drafts, start=1)]
    return ("\n\n".join(blocks) + "\n").encode()


def _lines(number: int, draft: Draft) -> list[str]:
    fields = [
        ("答案", key_text(draft.type, draft.answer)),
        ("解析", draft.explanation),
        ("依据", draft.citation),
        ("章节", draft.chapter),
        ("难度", draft.difficulty),
    ]
    return [
        f"{number}．【{type_name(draft.type)}】{draft.stem}",
        *(f"{letter}．{option}" for letter, option in zip(LETTERS, draft.options, strict=False)),
        *(f"{name}：{text}" for name, text in fields if text),
    ]


def _excel(drafts: Sequence[Draft]) -> bytes:
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


WRITERS: dict[str, Callable[[Sequence[Draft]], bytes]] = {
    "xlsx": _excel,
    "json": _json,
    "txt": _text,
}
