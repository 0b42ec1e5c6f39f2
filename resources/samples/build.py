"""Make the two sample rolls: 312 invented people without a fault, and 15 rows full of them.

    python -m resources.samples.build

Everything is seeded. ID numbers have the right checksum but a sequence (998, 999) that no
register office gives, phones count up from 19900000001: both are recognisably invented.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import xlsxwriter

from resources.samples.faults import faulty_rows
from resources.samples.names import identity

HERE = Path(__file__).resolve().parent
ROLL = HERE / "人员名册.xlsx"
FAULTY = HERE / "人员名册-有错.xlsx"
TOWNSHIPS = HERE / "townships.csv"

SEED = 431122
MADE = datetime(2026, 11, 23, tzinfo=UTC)
COUNTY_CODE = "431122"
TOTAL = 312
HOME = "白牙市镇"  # where the demo's class is held
AT_HOME = 78
VILLAGES_AT_HOME, VILLAGES = 13, 3
BORN = (date(1957, 1, 1), date(2000, 12, 31))
BORN_SECRETARY = (date(1962, 1, 1), date(1992, 12, 31))
BORN_RESERVE = (date(1990, 1, 1), date(2000, 12, 31))
WITHOUT_ID = frozenset(range(11, TOTAL, 26))  # 12 people
WITHOUT_PHONE = frozenset((40, 100, 160, 220, 280))

HEADINGS = (
    *("序号", "姓名", "性别", "民族", "出生年月", "身份证号", "政治面貌"),
    *("乡镇", "所在党组织", "职务", "联系电话", "类别", "备注"),
)
WIDTHS = (6, 34, 6, 10, 10, 22, 14, 12, 26, 18, 14, 22, 40)
VILLAGE_NAMES = (
    *("莲塘村", "石山村", "清水村", "枫树村", "大塘村", "新屋村", "竹山村", "龙井村", "桥头村"),
    *("樟木村", "白竹村", "云岭村", "金花村", "高岩村", "双井村", "红枫村", "杉木村", "柳溪村"),
)


@dataclass(frozen=True)
class Role:
    """What a person does in the village; two posts are given in turn."""

    posts: tuple[str, str]
    categories: tuple[str, str]
    statuses: tuple[str, str]
    born: tuple[date, date] = BORN


ROLES = (
    Role(
        ("书记", "书记"),
        ("支部书记", "支部书记、班子成员"),
        ("中共党员", "中共党员"),
        BORN_SECRETARY,
    ),
    Role(("副书记", "组织委员"), ("班子成员", "班子成员"), ("中共党员", "中共党员")),
    Role(
        ("党建专干", "纪检委员"), ("党务工作者", "党务工作者、班子成员"), ("中共党员", "中共党员")
    ),
    Role(("村民代表", "村民小组长"), ("村民代表", "村民代表"), ("群众", "中共党员")),
    Role(
        ("后备干部", "后备干部"),
        ("后备干部", "后备干部、党务工作者"),
        ("中共预备党员", "中共党员"),
        BORN_RESERVE,
    ),
    Role(("党员", "党员"), ("流动党员", "流动党员"), ("中共党员", "中共党员")),
)


@dataclass(frozen=True)
class Entry:
    """One row of a roll, as a clerk types it."""

    name: str
    gender: str
    people: str
    born: str
    id_number: str
    status: str
    township: str
    organisation: str
    post: str
    phone: str
    categories: str
    remark: str = ""

    def cells(self) -> tuple[str, ...]:
        return tuple(vars(self).values())


def township_names() -> list[str]:
    """The townships of the editable list; the forest farms stay without people."""
    with TOWNSHIPS.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    return [name for name in names if not name.endswith("林场")]


def head_counts(townships: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Township, its people on the roll, its villages."""
    others = [name for name in townships if name != HOME]
    share, rest = divmod(TOTAL - AT_HOME, len(others))
    yield HOME, AT_HOME, VILLAGES_AT_HOME
    for place, name in enumerate(others):
        yield name, share + (place < rest), VILLAGES


def village_organisation(township: int, village: int) -> tuple[str, str]:
    """The name of a village's organisation and of its secretary's post; a few have branches."""
    name = VILLAGE_NAMES[(township * 5 + village) % len(VILLAGE_NAMES)]
    if village % 3 == 0:
        return f"{name}党总支", "党总支书记"
    return f"{name}党支部", "党支部书记"


def id_number(born: date, gender: str) -> str:
    """A number with a right checksum and a sequence nobody is given."""
    digits = f"{COUNTY_CODE}{born:%Y%m%d}99{8 if gender == '女' else 9}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(digits))
    return digits + "10X98765432"[total % 11]


def birthday(role: Role, chance: random.Random, taken: set[date]) -> date:
    """A day nobody else of the roll has, so that no two ID numbers are alike."""
    first, last = role.born
    while True:
        day = first + timedelta(days=chance.randrange((last - first).days + 1))
        if day not in taken:
            taken.add(day)
            return day


def make_roll() -> list[Entry]:
    """The 312 people, township by township."""
    chance = random.Random(SEED)
    names: set[str] = set()
    days: set[date] = set()
    roll: list[Entry] = []
    for township, (name, people, villages) in enumerate(head_counts(township_names())):
        for place in range(people):
            organisation, secretary = village_organisation(township, place % villages)
            role = ROLES[place // villages]
            entry = make_entry(len(roll), role, chance, names, days)
            post = secretary if entry.post == "书记" else entry.post
            roll.append(replace(entry, township=name, organisation=organisation, post=post))
    return roll


def make_entry(
    position: int, role: Role, chance: random.Random, names: set[str], days: set[date]
) -> Entry:
    """One person, still without a place."""
    name, gender, people = identity(position, chance, names)
    born = birthday(role, chance, days)
    turn = position % 2
    return Entry(
        name=name,
        gender=gender,
        people=people,
        born=f"{born:%Y.%m}",
        id_number="" if position in WITHOUT_ID else id_number(born, gender),
        status=role.statuses[turn],
        township="",
        organisation="",
        post=role.posts[turn],
        phone="" if position in WITHOUT_PHONE else f"{19900000001 + position}",
        categories=role.categories[turn],
    )


def write_roll(rows: Sequence[Sequence[str]], title: str, path: Path) -> None:
    """Write a roll as clerks keep it: a title, the head, everything as text."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": title, "author": "东安培训", "created": MADE})
        sheet = book.add_worksheet("人员名册")
        text = book.add_format({"num_format": "@", "border": 1})
        head = book.add_format({"bold": True, "align": "center", "border": 1})
        heading = book.add_format({"bold": True, "align": "center", "font_size": 16})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, title, heading)
        sheet.write_row(1, 0, HEADINGS, head)
        sheet.freeze_panes(2, 2)
        for number, row in enumerate(rows, start=1):
            sheet.write_number(number + 1, 0, number, head)
            for column, cell in enumerate(row, start=1):
                sheet.write_string(number + 1, column, cell, text)


def main() -> None:
    roll = make_roll()
    write_roll([entry.cells() for entry in roll], "东安县基层党务工作者人员名册", ROLL)
    write_roll(faulty_rows(), "人员名册（练习用，有错）", FAULTY)


if __name__ == "__main__":
    main()
