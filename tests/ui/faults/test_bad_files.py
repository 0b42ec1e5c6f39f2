"""Bad files in the window: the page says what is wrong and reads the next file."""

import pytest

from dongan_training import paths
from tests.faults import hostile
from tests.faults.program import fingerprint
from tests.ui.conftest import FakeDialogs
from ui.bank.import_page import BankImportPage
from ui.bank.screens import SAMPLE
from ui.kit import ErrorState
from ui.people.import_page import RosterImportPage

PATIENCE = 30_000  # milliseconds, on a machine with much else to do
ROLL = paths.resource("samples", "人员名册-有错.xlsx")


@pytest.fixture
def show(qtbot):
    def show(page):
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page.jobs.running is None)
        return page

    return show


def told(page) -> tuple[str, str]:
    return page._state.text.text(), page._state.advice.text()


@pytest.mark.parametrize("case", hostile.BAD_FILES)
def test_a_bad_file_is_explained_by_both_pages_that_read_files(show, desk, tmp_path, case, now):
    bad = hostile.BAD_FILES[case]
    path = hostile.write(tmp_path, bad)
    before = fingerprint(desk.workspace.folder)
    for page in (RosterImportPage(desk, path, now), BankImportPage(desk, [str(path)])):
        sentence, advice = told(show(page))
        assert bad.sentence in sentence and bad.name in sentence
        assert bad.advice in advice
    assert fingerprint(desk.workspace.folder) == before


def test_a_bomb_is_explained_and_the_pages_work_on(qtbot, show, desk, tmp_path, now):
    path = tmp_path / "题库.docx"
    path.write_bytes(hostile.bomb(hostile.TEXT, 64 * 1024 * 1024))
    page = show(BankImportPage(desk, [str(path)]))
    assert "展开后大得不正常" in told(page)[0]
    good = tmp_path / "题库.txt"
    good.write_text(SAMPLE, encoding="utf-8")
    desk.dialogs = FakeDialogs(good)
    with qtbot.waitSignal(page.jobs.idle, timeout=PATIENCE):
        page.choose()
    assert page.lines.heading.text() == "识别到 9 题"
    assert show(RosterImportPage(desk, ROLL, now)).confirm.text() == "导入 4 人"


def test_a_file_that_vanishes_after_it_was_chosen_is_read_once_it_is_back(
    qtbot, show, desk, tmp_path, now
):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(ROLL.read_bytes())
    page = RosterImportPage(desk, path, now)  # chosen; its job has not begun to read
    with qtbot.waitSignal(page.jobs.idle, timeout=PATIENCE):
        path.unlink()
        page.refresh()
    show(page)
    assert isinstance(page._state, ErrorState)
    sentence, advice = told(page)
    assert sentence == "找不到文件“名册.xlsx”。" and "重新插好 U 盘" in advice
    path.write_bytes(ROLL.read_bytes())
    with qtbot.waitSignal(page.jobs.idle, timeout=PATIENCE):
        page.try_again()
    assert page.confirm.text() == "导入 4 人"


def test_an_import_cancelled_in_the_window_stores_nothing(qtbot, show, desk, now):
    page = show(RosterImportPage(desk, ROLL, now))
    before = fingerprint(desk.workspace.folder)
    with qtbot.waitSignal(page.jobs.idle, timeout=PATIENCE):
        page.import_agreed()
        page.jobs.running.cancel()
    assert fingerprint(desk.workspace.folder) == before
    with qtbot.waitSignal(page.jobs.idle, timeout=PATIENCE):
        page.import_agreed()
    assert "已导入：新增 4 人" in page._state.text.text()
