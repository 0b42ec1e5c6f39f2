"""Pictures of the shell, of the parts in their states, and of what goes wrong."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QSpinBox, QWidget

from dongan_training.texts import _
from dongan_training.workspace import AlreadyOpen
from ui.jobs import Job
from ui.kit import (
    Button,
    Column,
    ConfirmDialog,
    Desk,
    EmptyState,
    ErrorState,
    FormDialog,
    LoadingState,
    Page,
    PrimaryButton,
    Question,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tag,
    Tone,
    UnsavedDialog,
)
from ui.kit.screen import Screen, in_window
from ui.shell.crash import CrashDialog, CrashReport
from ui.shell.keys_dialog import KeysDialog
from ui.shell.opening import RefusedDialog
from ui.shell.window import MainWindow


@dataclass(frozen=True)
class _Line:
    id: int
    name: str
    unit: str
    state: str


def _refused(folder: str) -> AlreadyOpen:
    return AlreadyOpen(Path(folder))


def _opening(desk: Desk) -> QWidget:
    return MainWindow()


def _crash(desk: Desk) -> QWidget:
    return CrashDialog(CrashReport("crash-20261123-082706.txt", ""), desk.dialogs)


def _second_program(desk: Desk) -> QWidget:
    return RefusedDialog(_refused("D:/东安培训"), Path("D:/东安培训"), desk.dialogs)


def _keys(desk: Desk) -> QWidget:
    return KeysDialog(in_window(desk, key="bank").page)


def _confirm(desk: Desk) -> QWidget:
    return ConfirmDialog(
        Question(
            _("删除培训班“第2期”？"),
            _("会删除 78 人的报名和 64 条签到。"),
            _("删除"),
            _("人员名册不受影响。"),
        )
    )


def _unsaved(desk: Desk) -> QWidget:
    return UnsavedDialog(_("命题细目表“{title}”").format(title="第四季度党纪学习教育测试"))


def _form(desk: Desk) -> QWidget:
    form = FormDialog(_("新建培训班"))
    form.line(_("名称"), "第四季度基层党务工作者培训班")
    form.line(_("地点"), hint=_("如：镇政府三楼会议室"))
    form.row(_("名额"), QSpinBox(maximum=999, value=80))
    form.notice.show_text(_("名称不能为空。请填写名称。"), Tone.BAD)
    return form


def _state_page(desk: Desk, state: str) -> QWidget:
    """Draw one of the states that every page has."""
    page = Page(desk)
    page.resize(1366, 768)
    match state:
        case "empty":
            button = PrimaryButton(_("导入名单"), icon="upload")
            advice = _("从 Excel 名单导入，或者逐个添加。")
            page.show_state(EmptyState("users", _("还没有人员。"), button, advice=advice))
        case "loading":
            page.show_state(LoadingState())
        case "error":
            page.show_state(ErrorState(_refused("D:/东安培训"), page.try_again))
    return page


def _many_rows(desk: Desk) -> QWidget:
    tags = {"√": Tone.GOOD, "迟到": Tone.ATTENTION, "缺勤": Tone.BAD}
    rows = RowsModel(
        Column(_("序"), "id", width=72, muted=True),
        Column(_("姓名"), "name", width=180, bold=True),
        Column(_("所在党组织"), "unit"),
        Column(_("上午"), "state", tag=lambda state: Tag(state, tags[state]), width=140),
    )
    table = Table(rows, "screen")
    rows.show(
        [
            _Line(i, f"欧阳𬱖{i}", "大盛镇驻长沙流动党员党支部", ("√", "迟到", "缺勤")[i % 3])
            for i in range(50_000)
        ]
    )
    page = Page(desk)
    page.resize(1366, 768)
    search = SearchField(_("姓名、拼音首字母、单位"))
    page.body.addWidget(TableCard(table, search, None, Button(_("导出"), icon="download")), 1)
    page.say(_("已删除 1 人。"), undo=page.refresh)
    table.pick(3)
    return page


def _long_work(desk: Desk) -> QWidget:
    window = in_window(desk, "settings")
    job = Job(_("导入试题"), lambda progress: None)
    window.strip._show(job)
    window.strip._show_progress(4218, 10000, _("正在查重"))
    return window


SCREENS = (
    Screen("opening", _opening),
    Screen("welcome", partial(in_window, key="welcome")),
    Screen("today", partial(in_window, key="today")),
    Screen("settings", partial(in_window, key="settings")),
    Screen("long-work", _long_work),
    Screen("state-empty", partial(_state_page, state="empty")),
    Screen("state-loading", partial(_state_page, state="loading")),
    Screen("state-error", partial(_state_page, state="error")),
    Screen("state-many-rows", _many_rows),
    Screen("dialog-confirm", _confirm),
    Screen("dialog-unsaved", _unsaved),
    Screen("dialog-form", _form),
    Screen("dialog-second-program", _second_program),
    Screen("dialog-keys", _keys),
    Screen("dialog-crash", _crash),
)
