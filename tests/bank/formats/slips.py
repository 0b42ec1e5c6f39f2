"""One slip of a typist in a bank that is read right without it.

A line joined to the next, broken in two, with another number, without its number or letter, with
another sign behind it; or a line of something else between. What is true of the bank stays true,
so each question of it must be read as before, or be told of.
"""

import random
import re
from collections.abc import Callable, Iterator

from dongan_training.bank.drafts import Reading
from dongan_training.bank.fingerprint import fold
from tests.bank.formats.unseen.asked import Bank, Result, compare

FOREIGN = (
    *("第 3 页 共 12 页", "- 5 -", "东安镇党校2026年春季培训", "（接上页）", "本页小计：____ 分"),
    *(
        "注：每题2分。",
        "编辑：小赵",
        "欢迎关注公众号“东安先锋”",
        "第三轮  风险题（20分、30分任选）",
    ),
    *(
        "2026年3月1日",
        "以上为必答题",
        "来源：网络整理",
        "★重点★",
        "教师签名：",
        "谢谢大家！",
        "附件2",
    ),
    *("姓名：________  单位：________", "（此题为2025年真题）", "---", "答题卡见附页", "易错题"),
)
NUMBER = re.compile(r"\W{0,2}第?(\d{1,3})(?=\W|题)")
NUMBERED = re.compile(r"\W{0,2}第?\d{1,3}题?\W+")
LETTERED = re.compile(r"\W{0,3}[A-D]\W+")
SIGN = re.compile(r"(?<=[\dA-D])[.、．:：)）]")
SIGNS = (" ", ",", "，", "。", ";", "")
Slip = Callable[[list[str], int, random.Random], list[str] | None]


def joined(lines: list[str], place: int, rng: random.Random) -> list[str] | None:
    if place + 1 >= len(lines) or not (lines[place].strip() and lines[place + 1].strip()):
        return None
    both = lines[place] + rng.choice(("", " ", "  ")) + lines[place + 1]
    return [*lines[:place], both, *lines[place + 2 :]]


def broken(lines: list[str], place: int, rng: random.Random) -> list[str] | None:
    line = lines[place]
    if len(line) < 12:
        return None
    at = rng.randrange(5, len(line) - 3)
    return [*lines[:place], line[:at], line[at:], *lines[place + 1 :]]


def misnumbered(lines: list[str], place: int, rng: random.Random) -> list[str] | None:
    found = NUMBER.match(lines[place])
    if found is None:
        return None
    other = str(max(int(found[1]) + rng.choice((-1, 1, 10)), 1))
    line = lines[place][: found.start(1)] + other + lines[place][found.end(1) :]
    return [*lines[:place], line, *lines[place + 1 :]] if line != lines[place] else None


def unnumbered(lines: list[str], place: int, _rng: random.Random) -> list[str] | None:
    return _without(NUMBERED, lines, place)


def unlettered(lines: list[str], place: int, _rng: random.Random) -> list[str] | None:
    return _without(LETTERED, lines, place)


def missigned(lines: list[str], place: int, rng: random.Random) -> list[str] | None:
    found = SIGN.search(lines[place][:8])
    if found is None:
        return None
    line = lines[place][: found.start()] + rng.choice(SIGNS) + lines[place][found.end() :]
    return [*lines[:place], line, *lines[place + 1 :]]


def interrupted(lines: list[str], place: int, rng: random.Random) -> list[str] | None:
    return [*lines[:place], rng.choice(FOREIGN), *lines[place:]]


SLIPS: tuple[Slip, ...] = (
    *(joined, broken, misnumbered, unnumbered, unlettered, missigned, interrupted),
)


def slips(text: str, slip: Slip, every: int, rng: random.Random) -> Iterator[str]:
    """The text with this slip in one line after another, of every so many lines."""
    lines = text.split("\n")
    for place in range(rng.randrange(3, 3 + every), len(lines), every):
        if (slipped := slip(lines, place, rng)) is not None:
            yield "\n".join(slipped)


def held(bank: Bank, reading: Reading) -> Result:
    """Hold a reading against a bank; what lies in a question with a warning is told of."""
    result = compare(bank, reading)
    doubted = fold("\n".join(draft.source for draft in reading.drafts if draft.warnings))
    lost = [stem for stem in result.lost if fold(stem) not in doubted]
    return result._replace(lost=lost, told=result.told + len(result.lost) - len(lost))


def _without(mark: re.Pattern[str], lines: list[str], place: int) -> list[str] | None:
    found = mark.match(lines[place])
    if found is None or found.end() + 2 >= len(lines[place]):
        return None
    return [*lines[:place], lines[place][found.end() :], *lines[place + 1 :]]
