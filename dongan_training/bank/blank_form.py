"""The empty forms that people fill in (空白模板): they ship, and are only handed out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dongan_training import paths
from dongan_training.errors import UserError
from dongan_training.saving import save_whole
from dongan_training.texts import N_, listed

FOLDER, NAME = "question_banks", "题库模板"
FORMS: Mapping[str, str] = {".xlsx": N_("Excel 表格"), ".docx": N_("Word 文档")}


@dataclass(eq=False)
class NoSuchForm(UserError):
    name: str
    known: str
    message = N_("没有“{name}”这种空白模板，没有写文件。")
    advice = N_("文件名请用这些后缀之一：{known}。")


def write_blank_form(path: Path) -> None:
    """Write the form that the suffix of ``path`` names.

    Raises NoSuchForm, or what ``saving.save_whole`` raises.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMS:
        raise NoSuchForm(path.name, listed(FORMS))
    save_whole(path, paths.program_folder().joinpath(FOLDER, NAME + suffix).read_bytes())
