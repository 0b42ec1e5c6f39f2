"""Pictures of the bank and of an import in all its states."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from dongan_training import clock
from dongan_training.bank.regulations.carrying import undo_replacement
from ui.bank import editor_screens
from ui.bank.bank_page import BankPage
from ui.bank.check_page import CheckPage
from ui.bank.drafts_dialog import DraftsDialog
from ui.bank.import_page import BankImportPage
from ui.bank.imports_dialog import ImportsDialog
from ui.bank.paste_page import PastePage
from ui.bank.register_page import RegisterPage
from ui.bank.replacements_dialog import ReplacementsDialog
from ui.bank.replacing_page import ReplacingPage
from ui.bank.reread_dialog import RereadDialog
from ui.kit import Desk
from ui.kit.screen import Screen, in_window
from ui.shell.window import MainWindow

# As a clerk types it: one key is missing, one question stands twice with different keys.
SAMPLE = """2026年党纪知识测试题
一、单选题（每题2分，共5题）
1、违反工作纪律的行为是（ A ）。
A.滥用职权  B.按时到会  C.公开村务  D.如实上报
2、党员受到警告处分，（ B ）内不得提升职务。
A.半年  B.一年  C.二年  D.三年
3、留党察看处分期限最长不得超过（ ）。
A.一年  B.二年  C.三年  D.五年
4、党员受到警告处分，（ C ）内不得提升职务。
A.半年  B.一年  C.二年  D.三年
二、多选题
5、党的纪律处分工作应当坚持的原则有（ ABCDE ）。
A.坚持党要管党、全面从严治党  B.党纪面前一律平等  C.实事求是  D.民主集中制  E.惩前毖后、治病救人
6、下列属于违反廉洁纪律的行为有（ ABF ）。
A.收受可能影响公正执行公务的礼金  B.违规公款吃喝  C.及时上报  D.公开账目
三、判断题
7、受到留党察看处分的党员没有选举权。（ √ ）
8、村务公开可以只公开结果，不公开过程。（ × ）
四、填空题
9、开除党籍处分期满____年内不得重新入党。
答案：五
"""


def _sample(folder: str) -> Path:
    path = Path(folder, "2026年党纪知识测试题.txt")
    path.write_text(SAMPLE, encoding="utf-8")
    return path


def _read(desk: Desk, path: Path) -> tuple[MainWindow, BankImportPage]:
    window = in_window(desk, "bank")
    window.show_page("bank-import", subject="")
    page = window.page
    assert isinstance(page, BankImportPage)
    window.resize(window.sizeHint())
    window.show()  # sizes are known only then
    waiting = QEventLoop()
    desk.jobs.idle.connect(waiting.quit)
    page.take_file(path)
    waiting.exec()
    return window, page


def _review(desk: Desk, line: int) -> QWidget:
    with tempfile.TemporaryDirectory() as folder:
        window, page = _read(desk, _sample(folder))
    page.lines.table.pick(line)
    page.lines.table.setFocus()
    QApplication.processEvents()  # the comparison takes its height
    return window


def _settled(desk: Desk) -> QWidget:
    with tempfile.TemporaryDirectory() as folder:
        window, page = _read(desk, _sample(folder))
    page.panel.press("B")
    page.panel.citation.setText("《中国共产党纪律处分条例》第十三条")
    return window


def _refused(desk: Desk) -> QWidget:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "题库.xlsx")
        path.write_bytes(b"PK\x03\x04 cut off")
        window, _page = _read(desk, path)
    return window


def _found(desk: Desk) -> QWidget:
    window = in_window(desk, "bank")
    page = window.page
    assert isinstance(page, BankPage)
    page.search.setText("警告")
    page.look()
    page.table.pick(0)
    return window


def _pasted(desk: Desk) -> QWidget:
    window = in_window(desk, "bank-paste")
    page = window.page
    assert isinstance(page, PastePage)
    waiting = QEventLoop()
    desk.jobs.idle.connect(waiting.quit)
    page.text.setPlainText(SAMPLE)
    waiting.exec()
    return window


def _drafts(desk: Desk) -> QWidget:
    with tempfile.TemporaryDirectory() as folder:
        _window, page = _read(desk, _sample(folder))
    page.panel.press("B")
    page.save()
    return DraftsDialog(desk)


def _reread(desk: Desk) -> QWidget:
    with tempfile.TemporaryDirectory() as folder:
        _window, page = _read(desk, _sample(folder))
    board = page.board
    board.lines.table.pick(0)
    dialog = RereadDialog(board.chosen(), board.items, board.notes, board.format)
    dialog.take_following()
    dialog.written.appendPlainText("答案：B")
    dialog.read()
    return dialog


def _edition(desk: Desk) -> QWidget:
    window = in_window(desk, "regulations")
    page = window.page
    assert isinstance(page, RegisterPage)
    page.change_current()
    assert page.dialog is not None
    page.dialog.setParent(None)
    return page.dialog


RULES = "中国共产党纪律处分条例"


def _replacing(desk: Desk) -> QWidget:
    window = in_window(desk, "replace-edition", title=RULES, year=2023)
    page = window.page
    assert isinstance(page, ReplacingPage)
    page.fields.year.setValue(2027)
    page.fields.in_force.setText("2027-07-01")
    page.fields.articles.setText("160")
    page.changes.setPlainText("50→51 改；51→50；97→98；98→97；117 删；新 159-160；其余不变")
    _let_work(desk, page.foresee)
    return window


def _registered(desk: Desk) -> QWidget:
    window = _replacing(desk)
    page = window.page
    assert isinstance(page, ReplacingPage)
    page.carry.setChecked(True)
    _let_work(desk, page.store)
    return window


def _waiting(desk: Desk) -> QWidget:
    window = in_window(desk, "citation-review")
    window.page.setFocus()
    return window


def _undone(desk: Desk) -> QWidget:
    dialog = ReplacementsDialog(desk)
    with desk.workspace.begin() as session:
        by, at = desk.actor, clock.now()
        undo_replacement(session, replacement_id=dialog.table.current().id, by=by, at=at)
    return dialog


def _checked(desk: Desk) -> QWidget:
    window = in_window(desk, "bank-check")
    page = window.page
    assert isinstance(page, CheckPage)
    _let_work(desk, page.check)
    return window


def _let_work(desk: Desk, begin: Callable[[], None]) -> None:
    waiting = QEventLoop()
    desk.jobs.idle.connect(waiting.quit)
    begin()
    waiting.exec()


SCREENS = (
    Screen("bank", partial(in_window, key="bank")),
    Screen("bank-search", _found),
    Screen("bank-imports", ImportsDialog),
    Screen("bank-import-start", partial(in_window, key="bank-import")),
    Screen("bank-import-refused", _refused),
    Screen("bank-import-review", partial(_review, line=0)),
    Screen("bank-import-conflict", partial(_review, line=2)),
    Screen("bank-import-settled", _settled),
    Screen("bank-drafts", _drafts),
    Screen("bank-reread", _reread),
    Screen("bank-regulations", partial(in_window, key="regulations")),
    Screen("bank-regulation-edition", _edition),
    Screen("bank-check", _checked),
    Screen("bank-replacing", _replacing),
    Screen("bank-replaced", _registered),
    Screen("bank-citation-review", _waiting),
    Screen("bank-replacements", ReplacementsDialog),
    Screen("bank-waiting", partial(in_window, key="bank")),
    Screen("bank-check-found", _checked),
    Screen("bank-replacement-undone", _undone),
    Screen("bank-citation-review-empty", partial(in_window, key="citation-review")),
    Screen("bank-paste", _pasted),
    *editor_screens.SCREENS,
)
