"""The bank as a file for other programs and people; what is written reads back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dongan_training.bank.drafts import Draft
from dongan_training.errors import UserError
from dongan_training.saving import save_whole
from dongan_training.texts import N_, listed

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(eq=False)
class UnknownExportFormat(UserError):
    name: str
    known: str
    message = N_("不会写“{name}”格式的题库文件。")
    advice = N_("没有写入任何文件。请使用以下格式之一：{known}。")


@dataclass(eq=False)
class NothingToExport(UserError):
    message = N_("没有可以导出的题目，没有写文件。")
    advice = N_("请核对题库名称，或先导入题目。")


@dataclass(frozen=True)
class Form:
    """One way to write a bank; ``name`` is that of the command line."""

    name: str
    told: str
    suffix: str


# Of two forms with one suffix the first is meant where only the suffix is told.
FORMS = (
    Form("xlsx", N_("Excel 表格"), ".xlsx"),
    Form("docx", N_("Word 文档，附答案"), ".docx"),
    Form("docx-questions", N_("Word 文档，不附答案"), ".docx"),
    Form("gift", N_("GIFT 文本"), ".gift"),
    Form("moodle", N_("Moodle XML"), ".xml"),
    Form("qti21", N_("QTI 2.1 题目包"), ".zip"),
    Form("qti30", N_("QTI 3.0 题目包"), ".zip"),
    Form("json", N_("JSON 数据"), ".json"),
    Form("txt", N_("文本"), ".txt"),
)


def export(drafts: Sequence[Draft], path: Path, form: str | None = None) -> None:
    """Write ``drafts`` in the form named, else by the suffix of ``path``: whole or not at all.

    Raises UnknownExportFormat, NothingToExport, or what ``saving.save_whole`` raises.
    """
    chosen = _form(form, path)
    if not drafts:
        raise NothingToExport
    from dongan_training.bank.writers import WRITERS  # they bring the libraries of the formats

    save_whole(path, WRITERS[chosen.name]([_writable(draft) for draft in drafts]))


def _form(name: str | None, path: Path) -> Form:
    wanted = (name or path.suffix).lower().lstrip(".")
    for one in FORMS:
        if wanted in (one.name, one.suffix.lstrip(".")):
            return one
    raise UnknownExportFormat(wanted, listed(one.name for one in FORMS))


def _writable(draft: Draft) -> Draft:
    """Without control characters, which no document may hold and nobody sees."""
    blanks = [text for one in draft.answer if isinstance(one, tuple) for text in one]
    texts = [one for one in draft.answer if isinstance(one, str)]
    said = (draft.stem, *draft.options, *blanks, *texts, draft.explanation, draft.passage)
    if not UNWRITABLE.search("".join(filter(None, said))):
        return draft
    answer: list[object] = [
        tuple(map(_clean, one)) if isinstance(one, tuple) else _clean(one) for one in draft.answer
    ]
    return replace(
        draft,
        stem=_clean(draft.stem),
        options=tuple(map(_clean, draft.options)),
        answer=tuple(answer),  # type: ignore[arg-type]  # each kind stays what it is
        explanation=_clean(draft.explanation),
        passage=_clean(draft.passage),
    )


def _clean(value: Any) -> Any:
    return UNWRITABLE.sub("", value) if isinstance(value, str) else value
