"""The page of a bank of 20,000 questions: what is typed, chosen and scrolled, drawing included.

By the processor's seconds of this process, for the window does nothing else meanwhile. The
pause after the last key (60 ms) is not waited for.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.bank_import import drafts
from benchmarks.figure import Figure, limit, print_table, worked
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.filtering import Filter, Level
from dongan_training.bank.importing import intake
from dongan_training.workspace import Workspace

QUESTIONS = 20_000
ROUNDS, SCROLLS = 7, 100
TYPED, CHOSEN, SCROLLED, READ = 0.05, 0.1, 0.05, 0.3  # seconds
TEXTS = ("党", "迟到", "记过2", "应当按第12条", "没有这样的话")
FILTERS = {
    "by type": Filter(kind=QuestionType.TRUE_FALSE),
    "by level": Filter(level=Level.HARD),
    "by article": Filter(article=77),
}
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def measure() -> list[Figure]:
    """Fill a bank and use its page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["DONGAN_MACHINE"] = str(Path(name, "machine"))
        workspace = Workspace.open(Path(name, "bank"))
        by = Actor("李老师", workspace.device)
        with workspace.begin() as session:
            intake.accept(
                session,
                drafts=drafts(QUESTIONS),
                subject_name="纪律学习",
                file_name="题库.xlsx",
                by=by,
                at=AT,
            )
        figures = _page(workspace)
        workspace.close()
    return figures


def _page(workspace: Workspace) -> list[Figure]:
    from PySide6.QtWidgets import QApplication

    from ui.app import make_app
    from ui.bank.bank_page import BankPage
    from ui.kit import Desk

    app = QApplication.instance() or make_app()
    desk = Desk(workspace)
    page = BankPage(desk)
    page.resize(1200, 700)
    page.show()

    def seen() -> None:
        app.processEvents()
        page.grab()

    seen()
    figures = [
        *(
            _within(f"“{text}” typed", lambda one=text: _type(page, one, seen), TYPED)
            for text in TEXTS
        ),
        _within("the field emptied", lambda: _type(page, "", seen), TYPED),
    ]
    for name, wanted in FILTERS.items():
        figures.append(
            _within(f"chosen {name}", lambda one=wanted: _choose(page, one, seen), CHOSEN)
        )
    _choose(page, Filter(), seen)
    figures += [_scrolled(page, seen), _within("read anew after a change", page.refresh, READ)]
    desk.jobs.close()
    page.close()
    page.deleteLater()
    app.processEvents()
    return figures


def _type(page: Any, text: str, seen: Callable[[], None]) -> None:
    page.search.setText(text)
    page.look()
    seen()


def _choose(page: Any, wanted: Filter, seen: Callable[[], None]) -> None:
    page.filters.show_filter(wanted)
    page.look()
    seen()


def _scrolled(page: Any, seen: Callable[[], None]) -> Figure:
    """Anywhere in the list, the 95th of a hundred."""
    bar, chance = page.table.verticalScrollBar(), Random(5)

    def somewhere() -> None:
        bar.setValue(chance.randint(0, bar.maximum()))
        seen()

    taken = sorted(worked(somewhere) for _scroll in range(SCROLLS))
    return limit(
        f"{QUESTIONS:,}: scrolled anywhere, p95", taken[SCROLLS * 95 // 100 :][:1], SCROLLED
    )


def _within(name: str, work: Callable[[], object], most: float) -> Figure:
    work()
    return limit(f"{QUESTIONS:,}: {name}", [worked(work) for _round in range(ROUNDS)], most)


if __name__ == "__main__":
    print_table(measure())
