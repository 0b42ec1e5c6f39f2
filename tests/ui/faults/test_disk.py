"""Disks that are full, read-only or gone, in the window: real ones, mounted small."""

import shutil
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from dongan_training import clock, log, paths
from dongan_training.bank.exporting import FORMS
from dongan_training.bank.formats import read
from dongan_training.bank.importing import intake
from dongan_training.progress import Silent
from dongan_training.storage.failures import DiskFull
from dongan_training.workspace import Workspace
from tests.certificates.conftest import make_finished
from tests.faults.program import fingerprint
from tests.ui.conftest import FakeDialogs
from ui.bank.bank_page import BankPage
from ui.certificates.certificates_page import CertificatesPage
from ui.kit import Desk
from ui.people.import_page import RosterImportPage
from ui.shell.crash import CrashHandler
from ui.shell.opening import RefusedDialog, open_with_dialogs
from ui.today.today_page import TodayPage

ROLL = paths.resource("samples", "人员名册.xlsx")
JUST_OPENS = 256 * 1024  # bytes free: enough to open and to read, not for a roll
PATIENCE = 30_000  # milliseconds, on a machine with much else to do
GONE = Path("/没有这个U盘/文件.pdf")


@pytest.fixture
def class_id(workspace, trainer, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return make_finished(workspace, trainer, now).class_id


@pytest.fixture
def show(qtbot):
    def show(page):
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page.jobs.running is None)
        return page

    return show


@pytest.fixture
def full_stick(mount, fill):
    stick = mount("U盘", "64k")
    fill(stick)
    return stick / "文件.pdf"


def saves(qtbot, page, act, path: Path) -> str:
    """Let the user choose ``path`` and wait; gives what the page says."""
    page.desk.dialogs = FakeDialogs(path)
    with qtbot.waitSignal(page.jobs.idle, timeout=PATIENCE):
        act()
    return page.notice.text()


def test_certificates_are_saved_elsewhere_after_a_stick_that_is_gone_or_full(
    qtbot, show, desk, class_id, full_stick, tmp_path
):
    page = show(CertificatesPage(desk, class_id))
    page.issue_all.click()
    qtbot.waitUntil(lambda: "已签发 2 份" in page.notice.text())
    assert "“/没有这个U盘”不存在" in saves(qtbot, page, page.papers.save_as, GONE)
    assert "磁盘空间不够" in saves(qtbot, page, page.papers.save_as, full_stick)
    assert not full_stick.exists()
    saves(qtbot, page, page.papers.save_as, tmp_path / "证书.pdf")
    assert (tmp_path / "证书.pdf").read_bytes().startswith(b"%PDF")


def test_a_backup_is_made_elsewhere_after_a_stick_that_is_gone_or_full(
    qtbot, show, desk, class_id, full_stick, tmp_path
):
    page = show(TodayPage(desk))
    assert "不存在" in saves(qtbot, page, page.back_up, GONE)
    assert "磁盘空间不够" in saves(qtbot, page, page.back_up, full_stick)
    assert "已备份到" in saves(qtbot, page, page.back_up, tmp_path / "备份.backup")


def test_a_bank_is_exported_elsewhere_after_a_stick_that_is_gone_or_full(
    qtbot, show, desk, trainer, now, full_stick, tmp_path
):
    bank = tmp_path / "题库.txt"
    bank.write_text("1. 警告处分的影响期是（ B ）。\nA. 半年\nB. 一年\n", encoding="utf-8")
    with desk.workspace.begin() as session:
        drafts = read(bank, Silent()).drafts
        intake.accept(
            session, drafts=drafts, subject_name="纪律", file_name="题库.txt", by=trainer, at=now
        )
    page = show(BankPage(desk))

    def export():
        page.export.export_as(FORMS[0])

    assert "不存在" in saves(qtbot, page, export, GONE.with_suffix(".xlsx"))
    assert "磁盘空间不够" in saves(qtbot, page, export, full_stick.with_suffix(".xlsx"))
    saves(qtbot, page, export, tmp_path / "导出.xlsx")
    assert (tmp_path / "导出.xlsx").exists()


def test_a_preview_on_a_machine_without_room_is_explained(
    qtbot, show, desk, class_id, mount, fill, monkeypatch
):
    page = show(CertificatesPage(desk, class_id))
    page.issue_all.click()
    qtbot.waitUntil(lambda: "已签发 2 份" in page.notice.text())
    temporary = mount("临时", "64k,nr_inodes=1")
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    page.papers.print_all()
    assert "不能准备打印" in page.notice.text() and "腾出空间" in page.notice.text()
    monkeypatch.undo()
    page.papers.print_all()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.isVisible())
    page.shown.close()


def test_a_roll_on_a_full_data_disk_comes_in_once_there_is_room(
    qtbot, qapp, show, data_folder, mount, fill, now
):
    disk = mount("数据盘", "3m")
    workspace = Workspace.open(shutil.copytree(data_folder, disk / "数据"))
    desk = Desk(workspace)
    try:
        page = show(RosterImportPage(desk, ROLL, now))
        before = fingerprint(workspace.folder)
        fill(disk, JUST_OPENS)
        with qtbot.waitSignal(page.jobs.idle, timeout=PATIENCE):
            page.import_agreed()
        assert page.notice.text() == str(DiskFull(workspace.folder))
        assert fingerprint(workspace.folder) == before
        (disk / "照片").unlink()
        with qtbot.waitSignal(page.jobs.idle, timeout=PATIENCE):
            page.import_agreed()
        assert "已导入：新增 312 人" in page._state.text.text()
    finally:
        desk.jobs.close()
        workspace.close()


def test_a_read_only_folder_is_told_and_another_can_be_chosen(
    qtbot, data_folder, mount, read_only, tmp_path, monkeypatch
):
    disk = mount("U盘", "2m")
    data = shutil.copytree(data_folder, disk / "数据")
    read_only(disk)
    parent = QWidget()
    qtbot.addWidget(parent)
    words = []

    def choose_another():
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, RefusedDialog)]
        dialog = next(one for one in found if one.isVisible())
        words.append((dialog.told.text(), dialog.advised.text()))
        dialog._dialogs = FakeDialogs(tmp_path / "另一个")
        dialog.choose()

    QTimer.singleShot(50, choose_another)
    opened = open_with_dialogs(data, parent)
    ((told, advised),) = words
    assert told == f"不能在文件夹“{data}”里写入（只读或写保护）。" and "没有数据丢失" in advised
    assert opened is not None and opened.folder == tmp_path / "另一个"
    opened.close()


def test_without_room_for_a_log_the_program_goes_on(tmp_path):
    (tmp_path / log.FOLDER).write_text("in the way")
    log.start(tmp_path)
    log.stop()


def test_a_crash_on_full_disks_still_gives_its_report_away(
    qtbot, mount, fill, tmp_path, monkeypatch
):
    disk = mount("满的", "64k")
    fill(disk)
    monkeypatch.setenv("DONGAN_MACHINE", str(disk / "机"))
    handler = CrashHandler(disk / "logs", FakeDialogs(tmp_path))
    error = ValueError("x")
    handler._on_exception(type(error), error, None)
    assert handler.dialog is not None and handler.dialog.isVisible()
    qtbot.addWidget(handler.dialog)
    handler.dialog.copy_report()
    (report,) = tmp_path.glob("crash-*.txt")
    assert "builtins.ValueError" in report.read_text(encoding="utf-8")
