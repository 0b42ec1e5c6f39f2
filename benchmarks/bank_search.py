"""Looking for questions among 20,000 and 100,000 while somebody types, in the core.

What is measured is a window of 100 rows as the list shows it, by the processor's seconds. The
bare yardstick of a text is LIKE over the same texts with plain SQLite, as far as it has to look
for as many numbers.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.bank_import import drafts
from benchmarks.figure import Figure, compare_work, limit, print_table, worked
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.filtering import Filter, Level, Order, Sorting, count, find
from dongan_training.bank.found_list import FoundList
from dongan_training.bank.importing import intake
from dongan_training.storage.database import FILE
from dongan_training.workspace import Workspace

SIZES = (20_000, 100_000)
WINDOW = 100
ROUNDS = 7
GOAL = 0.005  # seconds
COUNTED, SORTED = 0.05, 0.05
LIKE_GOAL = 1.0  # times LIKE; for a text of two characters or more that few questions have
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
TEXTS = ("党", "迟", "迟到", "记过2", "应当按第12条", "没有这样的话")
EVERYTHING = Filter(
    text="迟到",
    kind=QuestionType.SINGLE_CHOICE,
    level=Level.EASY,
    regulation="条例",
    article=11,
    pictured=False,
    for_review=False,
)
FILTERS = {
    "no filter": Filter(),
    "by type": Filter(kind=QuestionType.TRUE_FALSE),
    "by level": Filter(level=Level.HARD),
    "by document": Filter(regulation="条例"),
    "by article": Filter(article=77),
    "by a tag nobody has": Filter(tag="必考"),
    "with pictures": Filter(pictured=True),
    "waiting for review": Filter(for_review=True),
    "by everything at once": EVERYTHING,
}
# Nothing leads to these: all entries are walked where few of them fit.
WALKED = {
    "by some articles": Filter(article=11, last_article=30),
    "without a source": Filter(cited=False),
    "by a file": Filter(source="题库"),
    "by a chapter nobody has": Filter(chapter="第九章"),
    "by points nobody gave": Filter(least_points=500),
    "by somebody who did nothing": Filter(hand="王老师"),
}


def measure() -> list[Figure]:
    """Fill a bank of each size and look through it."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        os.environ["DONGAN_MACHINE"] = str(Path(name, "machine"))
        for size in SIZES:
            folder = Path(name, str(size))
            workspace = Workspace.open(folder)
            by = Actor("李老师", workspace.device)
            with workspace.begin() as session:
                intake.accept(
                    session,
                    drafts=drafts(size),
                    subject_name="纪律学习",
                    file_name="题库.xlsx",
                    by=by,
                    at=AT,
                )
            with workspace.read() as session:
                figures += _texts(session, size)
                figures += _filters(session, size)
                figures += _places(session, size)
                figures.append(_beside_like(session, folder, size))
            workspace.close()
    return figures


def _texts(session: Session, size: int) -> Iterator[Figure]:
    for text in TEXTS:
        wanted = Filter(text=text)
        yield _limit(f"{size:,}: “{text}”", lambda one=wanted: _page(session, one), GOAL)
    yield _limit(
        f"{size:,}: how many have “迟到”", lambda: count(session, Filter(text="迟到")), COUNTED
    )


def _filters(session: Session, size: int) -> Iterator[Figure]:
    for name, wanted in FILTERS.items():
        yield _limit(f"{size:,}: {name}", lambda one=wanted: _page(session, one), GOAL)
    for name, wanted in WALKED.items():
        yield _limit(f"{size:,}: {name}", lambda one=wanted: _page(session, one), COUNTED)


def _places(session: Session, size: int) -> Iterator[Figure]:
    """Far down the list, and in another order."""
    far = size - 5 * WINDOW
    yield _limit(
        f"{size:,}: the end of the list",
        lambda: find(session, Filter(), limit=WINDOW, offset=far),
        SORTED,
    )
    for by in (Order.TYPE, Order.STEM, Order.DIFFICULTY):
        order = Sorting(by)
        yield _limit(
            f"{size:,}: first page by {by}",
            lambda one=order: find(session, Filter(), sorting=one, limit=WINDOW),
            SORTED,
        )
        listed = FoundList(Filter(), order)  # sorted by the look that warms up
        yield _limit(
            f"{size:,}: another page in the middle by {by}",
            lambda one=listed: one.rows(session, size // 2, WINDOW),
            GOAL,
        )


def _page(session: Session, wanted: Filter) -> None:
    find(session, wanted, limit=WINDOW)


def _limit(name: str, look: Callable[[], object], goal: float) -> Figure:
    look()
    return limit(name, [worked(look) for _round in range(ROUNDS)], goal)


def _beside_like(session: Session, folder: Path, size: int) -> Figure:
    """A text that few questions have, beside LIKE over all of them."""
    bare = sqlite3.connect(folder / FILE)
    like = "SELECT number FROM search_text WHERE text LIKE '%应当按第12条%' ORDER BY number LIMIT ?"
    figure = compare_work(
        f"{size:,}: “应当按第12条” / LIKE",
        lambda: find(session, Filter(text="应当按第12条"), limit=WINDOW),
        lambda: bare.execute(like, (WINDOW,)).fetchall(),
        LIKE_GOAL,
    )
    bare.close()
    return figure


if __name__ == "__main__":
    print_table(measure())
