"""What the tests of an import have in common: the page, a file as a clerk types it, its review."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ui.bank.import_page import BankImportPage
from ui.bank.screens import SAMPLE

Read = Callable[[BankImportPage, Path], None]


@pytest.fixture
def page(qtbot, desk) -> BankImportPage:
    page = BankImportPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 700)
    page.show()
    return page


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "测试题.txt"
    path.write_text(SAMPLE, encoding="gb18030")
    return path


@pytest.fixture
def read(qtbot) -> Read:
    def read(page: BankImportPage, path: Path) -> None:
        with qtbot.waitSignal(page.jobs.idle):
            page.take_file(path)

    return read


@pytest.fixture
def review(page, file, read) -> BankImportPage:
    read(page, file)
    return page
