"""Reads a roll (名册) as clerks keep it: any spreadsheet, any order of columns, several sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from dongan_training.errors import UserError
from dongan_training.progress import Progress, Silent
from dongan_training.sheets.headings import Headings, find_headings, plain_heading
from dongan_training.sheets.incoming import open_file
from dongan_training.sheets.joined import spread_down
from dongan_training.sheets.tables import Row, Table, cell_text, tables_in
from dongan_training.texts import N_, _

ALIASES: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "学员姓名", "党员姓名", "人员姓名", "学员"),
    "gender": ("性别",),
    "ethnicity": ("民族", "民族全称", "族别"),
    "born": ("出生年月", "出生日期", "出生年月日", "出生时间", "出生", "生日"),
    "id_number": (
        *("身份证号", "身份证号码", "身份证", "居民身份证号", "居民身份证号码", "公民身份号码"),
        *("公民身份证号码", "证件号", "证件号码", "身份证件号码"),
    ),
    "status": ("政治面貌", "面貌", "党员类别", "党员类型"),
    "township": ("乡镇", "所在乡镇", "所属乡镇", "乡镇街道", "所在乡镇街道", "镇街", "乡", "镇"),
    "village": ("村", "村社区", "所在村", "所在村社区", "村名", "社区", "村居", "所属村"),
    "unit": (
        *("所在党组织", "党组织", "所在支部", "支部", "所在党支部", "党支部", "党组织名称"),
        *("所属党组织", "所属支部", "所属党支部", "支部名称", "党支部名称", "组织关系所在党支部"),
        *("组织关系所在党组织", "所在党支部名称", "党组织全称", "所在党组织名称"),
    ),
    "workplace": ("单位", "工作单位", "所在单位", "单位名称", "所属单位"),
    "post": ("职务", "现任职务", "党内职务", "村职务", "担任职务", "岗位", "职务名称"),
    "post_since": (
        *("任职时间", "任职日期", "任现职时间", "任现职日期", "任职年月", "任现职年月"),
        *("担任现职务时间", "现职务任职时间", "何时任现职"),
    ),
    "joined": ("入党时间", "入党日期", "入党年月", "加入党组织日期", "加入党组织时间"),
    "full_member": ("转正时间", "转正日期", "转正年月", "转为正式党员日期", "转为正式党员时间"),
    "transferred": ("组织关系转入时间", "组织关系转入日期", "转入时间", "转入日期", "转入支部时间"),
    "reserve": (
        *("后备", "后备名单", "后备干部", "是否后备", "是否后备干部", "后备力量", "后备干部名单"),
        *("是否后备力量", "村级后备力量"),
    ),
    "phone": (
        *("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "联系手机"),
        *("移动电话", "联系号码"),
    ),
    "categories": ("类别", "人员类别", "学员类别", "培训对象", "对象类别", "人员类型"),
    "note": ("备注", "说明"),
}
PLACES = frozenset({"township", "village", "unit", "workplace"})  # joined over their people
AS_NUMBER = "\0"  # before a cell that the spreadsheet keeps as a number; no text holds it


@dataclass(eq=False)
class RosterHeadMissing(UserError):
    name: str
    message = N_("在“{name}”里没有找到“姓名”一栏，认不出这是人员名册。")
    advice = N_("没有导入任何人。请在表头写明“姓名”“所在党组织”等栏目，再试一次。")


@dataclass(eq=False)
class RosterEmpty(UserError):
    name: str
    message = N_("“{name}”只有表头，没有人员。")
    advice = N_("没有导入任何人。请核对是否选错了文件。")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row as it stands in the file; ``numbers`` are the fields kept there as numbers."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    numbers: frozenset[str]
    original: str

    @property
    def id(self) -> str:
        """By which choices name this row."""
        return f"{self.sheet}:{self.number}"


@dataclass(frozen=True)
class RosterTable:
    """All rows of a file that stand under a head, and which sheets and columns were left."""

    name: str
    lines: tuple[RosterLine, ...]
    sheets_left: tuple[str, ...]  # sheets with rows but without a head
    columns_left: tuple[str, ...]  # heads that nobody asked for
    remark: str  # that the suffix lies, where it does


def read_roster(path: Path, progress: Progress | None = None) -> RosterTable:
    """Read a roll, or raise the UserError that says why the file cannot be one."""
    incoming = open_file(path)
    sheets = tables_in(incoming, progress=progress or Silent(), show=_marked)
    tables = [block for sheet in sheets for block in _side_by_side(sheet)]
    lines: list[RosterLine] = []
    left: list[str] = []
    unknown: dict[str, None] = {}
    heads = 0
    for table in tables:
        headings = find_headings(table, ALIASES, required=("name",))
        if headings is None:
            left += [table.name] if table.rows else []
            continue
        heads += 1
        lines += _lines(table, headings)
        unknown.update(dict.fromkeys(headings.unknown.values()))
    if not heads:
        raise RosterHeadMissing(path.name)
    if not lines:
        raise RosterEmpty(path.name)
    columns_left = tuple(head.removeprefix(AS_NUMBER) for head in unknown)
    remark = incoming.remark() or ""
    return RosterTable(path.name, tuple(lines), tuple(left), columns_left, remark)


def _side_by_side(table: Table) -> list[Table]:
    """Part a sheet on which the same head stands twice or more, to save paper."""
    headings = find_headings(table, ALIASES, required=("name",))
    if headings is None:
        return [table]
    head = [plain_heading(cell) for cell in table.rows[headings.index].cells]
    name, known = headings.columns["name"], headings.columns.values()
    begin = next(column for column, cell in enumerate(head) if cell)
    starts = [
        begin + again - name
        for again in headings.unknown
        if head[again] == head[name]
        and len(known) > 1
        and all(head[one + again - name : one + again - name + 1] == [head[one]] for one in known)
    ]
    ends = [*starts, len(head)]
    blocks = [_block(table, table.name, 0, ends[0])]
    for number, (start, end) in enumerate(pairwise(ends), start=2):
        label = _("{sheet}（第 {number} 栏）").format(sheet=table.name, number=number)
        blocks.append(_block(table, label, start, end))
    return blocks if starts else [table]


def _block(table: Table, name: str, start: int, end: int) -> Table:
    rows = [Row(row.number, row.cells[start:end]) for row in table.rows]
    joined = (replace(one, left=one.left - start) for one in table.joined if one.left >= start)
    return Table(name, [row for row in rows if any(row.cells)], tuple(joined))


def _lines(table: Table, headings: Headings) -> list[RosterLine]:
    places = {column for field, column in headings.columns.items() if field in PLACES}
    table = spread_down(table, places)
    head = table.rows[headings.index].cells
    rows = table.rows[headings.index + 1 :]
    return [_line(table.name, row, headings) for row in rows if row.cells != head]


def _line(sheet: str, row: Row, headings: Headings) -> RosterLine:
    typed = {name: headings.text(row, name) for name in headings.columns}
    numbers = frozenset(name for name, cell in typed.items() if cell.startswith(AS_NUMBER))
    cells = {name: cell.removeprefix(AS_NUMBER) for name, cell in typed.items() if cell}
    original = " ".join(cell.removeprefix(AS_NUMBER) for cell in row.cells if cell)
    return RosterLine(sheet, row.number, cells, numbers, original)


def _marked(value: object) -> str:
    text = cell_text(value)
    return AS_NUMBER + text if isinstance(value, int | float) else text
