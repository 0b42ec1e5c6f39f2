# ruff: noqa: E501  (tables of odd words)
"""Files of banks, damaged in every way: by bytes, inside their packing, and by their words."""

import io
import random
import resource
import signal
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dongan_training.bank import formats
from dongan_training.bank.drafts import Draft, MarkingPoint, QuestionType
from dongan_training.bank.writers import WRITERS
from dongan_training.errors import UserError
from dongan_training.progress import Silent
from tests.bank.formats.habits import HABITS
from tests.bank.formats.unseen.asked import bank_for
from tests.bank.formats.unseen.said_again import AGAIN
from tests.bank.formats.unseen.said_in_words import SAID
from tests.bank.questions import png

SECONDS = 10  # nothing may take longer
SUFFIXES = {"moodle": "xml", "qti21": "zip", "qti30": "zip", "docx-questions": "docx"}
LARGEST_SEED = 300_000  # bytes: twenty thousand cases should end some day
# Words that mean something to one reader or another.
TOKENS = [
    *("1、", "答案：", "A.", "解析：", "（√）", "____", "一、单选题", "参考答案\n", "1-5 ABCDA", "|", "\t"),
    *("{", "}", "=", "~", "####", "::", "//", "[", '"', ",", "<", ">", "</", "&#0;", "<![CDATA[", "]]>"),
    *("-1", "0", "99999999999", "1e309", "NaN", "\x00", "\ufeff", "\ud7ff", "𬱖", "\n\n", " " * 50),
]  # fmt: skip
BANK = [
    Draft(QuestionType.SINGLE_CHOICE, "图〔图1〕中是什么？", ("甲", "乙"), ("A",), pictures=(png(1),)),
    Draft(QuestionType.MULTIPLE_CHOICE, "纪律有哪些？", ("甲", "乙", "丙"), ("A", "C"), points=2.0),
    Draft(QuestionType.TRUE_FALSE, "可以退党。", answer=(True,), citation="《党章》第九条"),
    Draft(QuestionType.FILL_BLANK, "任期____年，（ ）届。", answer=(("三", "3"), ("a/b",))),
    Draft(
        QuestionType.SHORT_ANSWER,
        "怎样整改？",
        answer=("按期开会。",),
        passage="某村的事。",
        marking=(MarkingPoint("开会", 2.0), MarkingPoint("公开", 1.5)),
    ),
]  # fmt: skip


@dataclass
class Figures:
    """What came of an attack."""

    cases: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_seed: str = ""

    def told(self) -> str:
        """One line for the report."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (
            f"{self.cases} cases: {self.read} read, {sum(self.refused.values())} refused "
            f"({', '.join(f'{name} {count}' for name, count in self.refused.most_common())}); "
            f"slowest {self.slowest:.2f} s ({self.slowest_seed}); peak {peak} MB"
        )


def seeds(folders: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Whole files of every kind: what our writers write, what clerks type, and what lies about."""
    made = [(f"题库.{SUFFIXES.get(form, form)}", write(BANK)) for form, write in WRITERS.items()]
    typed = "\n\n".join(habit.text for habit in HABITS[::7])
    made += [("题库.md", typed.encode()), ("题库.txt", typed.encode("gb18030", "replace"))]
    made.append(("题库.csv", "题干,选项A,选项B,答案\n任期是几年？,三,五,A\n".encode("utf-16")))
    pages = [hand for hand in (*SAID, *AGAIN) if hand.name.endswith(".html")]
    made += [(hand.name, hand.write(bank_for(0, hand.kinds))) for hand in pages]
    for folder in folders:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            if path.stat().st_size <= LARGEST_SEED and path.suffix not in (".json", ".md", ".mp4"):
                made.append((path.name, path.read_bytes()))
    return made


def attack(folder: Path, found: Sequence[tuple[str, bytes]], cases: int, seed: int) -> Figures:
    """Read that many damaged files; what is neither a reading nor a UserError flies on."""
    chance, figures = random.Random(seed), Figures()
    for case in range(cases):
        name, content = found[case % len(found)]
        damaged = mutated(content, chance, found)
        path = folder / name
        path.write_bytes(damaged)
        figures.cases += 1
        started = time.process_time()
        try:
            with _in_time(f"seed {seed}, case {case}, {name}"):
                formats.read(path, Silent())
            figures.read += 1
        except UserError as error:
            figures.refused[type(error).__name__] += 1
            assert str(error)
        except Exception as error:
            kept = folder / f"case-{seed}-{case}-{name}"
            kept.write_bytes(damaged)
            raise AssertionError(f"{kept}: {error!r}") from error
        spent = time.process_time() - started
        if spent > figures.slowest:
            figures.slowest, figures.slowest_seed = spent, f"{seed}/{case} {name}"
    return figures


def mutated(content: bytes, chance: random.Random, others: Sequence[tuple[str, bytes]]) -> bytes:
    """One damage or a few, inside a zip more often than outside."""
    if content.startswith(b"PK") and chance.random() < 0.8:
        return _repacked(content, chance)
    for _time in range(chance.choice((1, 1, 2, 5))):
        content = chance.choice(DAMAGES)(content, chance)
    if chance.random() < 0.05:
        content = content[: len(content) // 2] + chance.choice(others)[1]
    return content


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """Damage a part, and pack the file again so that its readers get to see it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        names = before.namelist()
        wanted = set(chance.sample(names, min(len(names), chance.choice((1, 1, 2)))))
        for name in names:
            part = before.read(name)
            if name in wanted:
                if chance.random() < 0.1:
                    continue
                for _time in range(chance.choice((1, 2, 4))):
                    part = chance.choice(DAMAGES)(part, chance)
            after.writestr(name, part)
    return packed.getvalue()


Damage = Callable[[bytes, random.Random], bytes]


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _time in range(chance.choice((1, 3, 20))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _drop(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.choice((1, 7, 100, 3000)) :]


def _double(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    part = content[start : start + chance.choice((3, 50, 2000))]
    return content[:start] + part * chance.choice((2, 3, 40)) + content[start:]


def _move(content: bytes, chance: random.Random) -> bytes:
    a, b, c = sorted(chance.randrange(len(content) + 1) for _time in range(3))
    return content[:a] + content[b:c] + content[a:b] + content[c:]


def _token(content: bytes, chance: random.Random) -> bytes:
    """A word of some format, in the middle of any other."""
    encoding = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16-le"))
    word = chance.choice(TOKENS).encode(encoding, "replace") * chance.choice((1, 1, 1, 200))
    start = chance.randrange(len(content) + 1)
    return content[:start] + word + content[start:]


def _numbers(content: bytes, chance: random.Random) -> bytes:
    """Another number where digits stand: lengths, rows, styles, points."""
    places = [place for place, sign in enumerate(content) if 48 <= sign <= 57]
    if not places:
        return content
    at = chance.choice(places)
    return (
        content[:at] + chance.choice((b"-1", b"0", b"4294967295", b"1048577")) + content[at + 1 :]
    )


DAMAGES: Sequence[Damage] = (_flip, _cut, _drop, _double, _move, _token, _token, _numbers)


@contextmanager
def _in_time(told: str) -> Iterator[None]:
    """Fail where one file takes longer than anybody waits."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"{told}: longer than {SECONDS} s")

    # Seconds of this process: a machine busy with other tests is no hang.
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
