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
from dongan_training.texts import N_


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
        dict[str, Callable[[Sequence[Draft]], bytes]] = {
            "xlsx": _excel,
            "json": _json,
            "txt": _text,
        }
