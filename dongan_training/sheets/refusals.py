"""Why a file from outside is not read: one sentence and one advice each."""

from dataclasses import dataclass

from dongan_training.errors import UserError
from dongan_training.sheets.kinds import NAMED
from dongan_training.texts import N_, _


@dataclass(eq=False)
class FileRefused(UserError):
    """Base of every reason; ``name`` is the file's name without its folder."""

    name: str


@dataclass(eq=False)
class MissingFile(FileRefused):
    message = N_("找不到文件“{name}”。")
    advice = N_("如果它在 U 盘上，请重新插好 U 盘，再选一次。没有存入任何内容。")


@dataclass(eq=False)
class Unreachable(FileRefused):
    reason: str
    message = N_("读不出文件“{name}”（{reason}）。")
    advice = N_("请关闭正在打开它的程序；如果它在 U 盘上，请先复制到电脑里再试。没有存入任何内容。")


@dataclass(eq=False)
class EmptyFile(FileRefused):
    message = N_("文件“{name}”是空的。")
    advice = N_("请打开原文件核对内容，重新保存后再试。")


@dataclass(eq=False)
class TooLarge(FileRefused):
    limit: int
    message = N_("文件“{name}”太大，超过 {limit} MB。")
    advice = N_("请去掉其中的图片，或分成几个文件。")


@dataclass(eq=False)
class Overblown(FileRefused):
    message = N_("文件“{name}”展开后大得不正常，已拒绝读取。")
    advice = N_("这可能是有害文件，请向提供者核实。没有存入任何内容。")


@dataclass(eq=False)
class DamagedFile(FileRefused):
    message = N_("文件“{name}”已损坏或不完整。")
    advice = N_("请重新复制或下载；能打开的话，请用 Word 或 WPS 另存一份再试。")


@dataclass(eq=False)
class LockedFile(FileRefused):
    message = N_("文件“{name}”有打开密码。")
    advice = N_("请用 Word、Excel 或 WPS 打开，取消密码后保存，再试一次。")


@dataclass(eq=False)
class OldWordFile(FileRefused):
    message = N_("“{name}”是 Word 95 或更早的文档。")
    advice = N_("请用 Word 或 WPS 打开，另存为 .docx，再试一次。")


@dataclass(eq=False)
class ForeignKind(FileRefused):
    what: str
    message = N_("“{name}”的内容是{what}，这里读不了。")
    advice = N_("请改用 {kinds}。")

    def advised(self) -> str:
        """Name the kinds of file that are read."""
        return _(self.advice).format(kinds=_(NAMED))


@dataclass(eq=False)
class HarmfulXml(FileRefused):
    message = N_("文件“{name}”里有外部引用或实体声明，已拒绝读取。")
    advice = N_("正常的 Office 文件没有这些内容，请向提供者核实。没有存入任何内容。")


@dataclass(eq=False)
class NotText(FileRefused):
    message = N_("文件“{name}”不是文本，认不出文字编码。")
    advice = N_("请用记事本打开核对，另存为 UTF-8 编码的文本文件再试。")


@dataclass(eq=False)
class TooWide(FileRefused):
    sheet: str
    message = N_("文件“{name}”的工作表“{sheet}”占用的范围太大。")
    advice = N_("请删除数据区以外的单元格，保存后再试。")


@dataclass(eq=False)
class NoTables(FileRefused):
    message = N_("“{name}”不是表格文件。")
    advice = N_("请选择 Excel（.xlsx、.xls）、WPS 表格（.et）、.ods 或 .csv 文件。")
