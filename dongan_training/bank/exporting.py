"""The bank as a file for other programs and people; what is written reads back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.bank.drafts import Draft
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.reading_json import question_json
from dongan_training.bank.scoring import type_name
from dongan_training.errors import UserError
from dongan_training.texts import N_


@dataclass(eq=False)
class UnknownExportFormat(UserError):
    name: str
    known: str
    message = N_("不会写“{name}”格式的题库文件。")
    advice = N_("请使用以下后缀之一：{known}。")


@dataclass(eq=False)
class NotWritten(UserError):
    path: Path
    reason: str
    message = N_("没有写成“{path}”（{reason}）。")
    advice = N_("题库没有改动。请关闭正在使用该文件的程序，检查磁盘或 U 盘后再试。")


def export(drafts: Sequence[Draft], path: Path, form: str | None = None) -> None:
    """Write ``drafts`` in the format named, else by the suffix of ``path``.

    Raises UnknownExportFormat or NotWritten; a half-written file never has the name.
    """
    name = (form or path.suffix).lstrip(".").lower()
    if name not in WRITERS:
        raise UnknownExportFormat(name, "、".join(WRITERS))
    part = path.with_name(path.name + ".part")
    try:
        WRITERS[name](drafts, part)
        part.replace(path)
    except OSError as error:
        raise NotWritten(path, error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _write_json(drafts: Sequence[Draft], path: Path) -> None:
    content = {"questions": [question_json(draft) for draft in drafts]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_text(drafts: Sequence[Draft], path: Path) -> None:
    blocks = ["\n".join(_lines(number, draft)) for number, draft in enumerate(drafts, start=1)]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


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


def _write_excel(drafts: Sequence[Draft], path: Path) -> None:
    import xlsxwriter

    wide = max([4, *(len(draft.options) for draft in drafts)])
    heads = ["序号", "题型", "题干", *(f"选项{letter}" for letter in LETTERS[:wide])]
    heads += ["答案", "解析", "依据", "章节", "难度", "分值"]
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("题库")
        sheet.write_row(0, 0, heads, book.add_format({"bold": True, "bg_color": "#F2F2F2"}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(drafts)), len(heads) - 1)
        sheet.set_column(2, 2, 60, book.add_format({"text_wrap": True}))
        for number, draft in enumerate(drafts, start=1):
            sheet.write_row(number, 0, _cells(number, draft, wide))


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


WRITERS: dict[str, Callable[[Sequence[Draft], Path], None]] = {
    "xlsx": _write_excel,
    "json": _write_json,
    "txt": _write_text,
}
