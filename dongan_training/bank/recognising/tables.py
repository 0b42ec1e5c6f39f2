"""Tables of questions: finding heads, block by block, and reading every row under them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import attrgetter

from dongan_training.bank.drafts import Draft, Heading, Problem, ProblemKind, Reading
from dongan_training.bank.recognising.agreement import Agreement, agreement_of
from dongan_training.bank.recognising.columns import (
    FIELD_OF,
    LONGEST_HEADING,
    Columns,
    read_columns,
)
from dongan_training.bank.recognising.evidence import (
    SAMPLE,
    complete,
    is_key,
    take_series,
)
from dongan_training.bank.recognising.headless import aligned, infer_columns
from dongan_training.bank.recognising.heads import Head, Role, read_head
from dongan_training.bank.recognising.layouts import laid_out
from dongan_training.bank.recognising.lexicon import declared_by
from dongan_training.bank.recognising.option_rows import counted, gathered, gathered_without_head
from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, fold, within
from dongan_training.bank.recognising.raw import Raw
from dongan_training.bank.recognising.rows import raw_of
from dongan_training.progress import Progress, Silent
from dongan_training.sheets.headings import plain_heading
from dongan_training.sheets.tables import Row, Table
from dongan_training.texts import N_
from dongan_training.texts import said as _

UNPLACED_ROW = N_("这一行没有题干，没有导入。")
INFERRED = N_("表格没有表头，各列的含义是按内容推断的。")
STEP = 500
HEAD_LENGTH = 12
TICKS = ("", "√", "v", "V", "*", "1")
FEWEST = 4  # rows of a table without head inside a document
NUMBERS = ("题号", "序号", "题目")
KEYS = ("答案", "参考答案", "正确答案")


class TableReader:
    """Reads the rows of one table; the head may come late, repeat, or change."""

    def __init__(self, reading: Reading, name: str = "") -> None:
        self.reading = reading
        self.name = name
        self.declared = declared_by(name) if name else None
        self.columns: Columns | None = None
        self.head: Head | None = None
        self.after_head = False
        self.waiting: list[Row] = []  # rows before the first head
        self.above: list[Row] = []  # heads of sections among them
        self.exact: Mapping[int, Draft] = {}  # questions already known, by their rows
        self.looks: Callable[[Row, int], frozenset[str]] | None = None
        self.kept: list[Raw | Draft] = []  # until there are enough to say how keys are written
        self.agreement: Agreement | None = None

    def take(self, row: Row, following: Sequence[Row] = ()) -> None:
        """Read one row: a head, a section, a question, or a problem.

        ``following`` are the rows below, which say what a strange head means.
        """
        if self._may_be_head(row) and (columns := head_of(row, following, self.columns)):
            self.settle_kept()
            self.agreement = None
            self.columns = columns
            for one in (*self.above, row):
                self._heading(one)
            self.above, self.after_head = [], True
            return
        if self.after_head and self.columns and self.columns.take_letters(row.cells):
            self._heading(row)
            return
        self.after_head = False
        if row.cells.count("") == len(row.cells) - 1 and self._section(row):
            return
        if self.columns is None:
            self.waiting.append(row)
        elif row.number in self.exact:
            self._keep(self.exact[row.number])
        else:
            self._question(row, self.columns)

    def _section(self, row: Row) -> bool:
        """Whether the only cell of a row is a head."""
        text = next(filter(None, row.cells))
        head = read_head(text, fold(text))
        if head is None:
            return False
        if head.role is Role.SECTION:
            self.head = head
        if self.columns is None:
            self.above.append(row)
        else:
            self.reading.headings.append(Heading(row.number, text, head.claimed))
        return True

    def without_head(self) -> list[Row]:
        """Read the rows of a table without head by what their columns hold, if that is clear."""
        rows, self.waiting = self.waiting, []
        cells = aligned([row.cells for row in rows])
        declared = self.declared[0] if self.declared else None
        if found := gathered_without_head(rows):
            self.columns, rows = found
            cells = [row.cells for row in rows]
        else:
            self.columns = infer_columns(cells, declared)
        heads, self.above = self.above, []
        if self.columns is None:
            return sorted([*rows, *heads], key=attrgetter("number"))
        rows = [
            row if row.cells == some else Row(row.number, some)
            for row, some in zip(rows, cells, strict=True)
        ]
        self._infer(rows, heads, self.columns)
        self.settle_kept()
        return []

    def _infer(self, rows: Sequence[Row], heads: Sequence[Row], columns: Columns) -> None:
        """Read rows under columns that nothing names, with the heads between them."""
        key, self.head = columns.fields["key"], None
        for row in sorted([*rows, *heads], key=attrgetter("number")):
            if row in heads:
                self._section(row)
            elif row is rows[0] and key < len(row.cells) and _unlike(row.cells[key], rows, key):
                self._heading(row)
            else:
                self._question(row, columns, _(INFERRED))

    def _keep(self, one: Raw | Draft) -> None:
        """Hold back the first questions of a block until they say together what one cannot."""
        if self.agreement is not None:
            self._settle(one, self.agreement)
            return
        self.kept.append(one)
        if len(self.kept) == SAMPLE:
            self.settle_kept()

    def settle_kept(self) -> None:
        """Decide on what was held back; a table without head has nothing yet at its end."""
        if not self.kept:
            return
        self.agreement = agreement_of([one for one in self.kept if isinstance(one, Raw)])
        for one in self.kept:
            self._settle(one, self.agreement)
        self.kept = []

    def _settle(self, one: Raw | Draft, agreement: Agreement) -> None:
        result = agreement.settle(one) if isinstance(one, Raw) else one
        if isinstance(result, Draft):
            self.reading.drafts.append(result)
        else:
            self.reading.problems.append(result)

    def _may_be_head(self, row: Row) -> bool:
        """Cheap: a head's first words are short, and known."""
        if self.columns is None:
            return True
        place = self.columns.fields["stem"]
        stem = row.cells[place] if place < len(row.cells) else ""
        return _names_a_field(stem) or _names_a_field(row.cells[0])

    def _set_off(self, row: Row, columns: Columns) -> list[int]:
        """The options that bold, colour or a line sets off from the others."""
        looks = self.looks
        places = [place for place in columns.option_columns if 0 <= place < len(row.cells)]
        for kind in ("highlight", "colour", "bold", "underline") if looks else ():
            found = [n for n, place in enumerate(places) if looks and kind in looks(row, place)]
            if 0 < len(found) < len(places):
                return found
        return []

    def _heading(self, row: Row) -> None:
        text = "\t".join(cell for cell in row.cells if cell)
        self.reading.headings.append(Heading(row.number, text))

    def _question(self, row: Row, columns: Columns, *warnings: str) -> None:
        raw = raw_of(row.cells, columns, row.number)
        raw.warnings += warnings
        if self.looks and not raw.key:
            raw.marked = raw.marked or self._set_off(row, columns)
        if not raw.stem.strip():
            self.reading.problems.append(
                Problem(row.number, ProblemKind.NOT_A_QUESTION, _(UNPLACED_ROW), raw.source)
            )
            return
        if raw.declared is None and self.head and self.head.declared:
            raw.declared, raw.told = self.head.declared, self.head.text
        elif raw.declared is None and self.declared:
            raw.declared, raw.told = self.declared
        if self.head:
            raw.section = raw.section or self.head.text
            raw.points = raw.points or self.head.points
        elif self.name and self.declared:
            raw.section = raw.section or self.name
        self._keep(raw)


def _names_a_field(cell: str) -> bool:
    short = 0 < len(cell) <= HEAD_LENGTH
    return short and not cell.isdecimal() and plain_heading(cell) in FIELD_OF


def head_of(row: Row, following: Sequence[Row], known: Columns | None) -> Columns | None:
    """The columns that a row names, where it is a head; None for any other row.

    What the head leaves open the rows below say.
    """
    columns = read_columns(row.cells)
    below = [one.cells for one in following[:SAMPLE]]
    if columns.usable():
        complete(columns, below)
        return columns
    filled = [cell for cell in row.cells if cell]
    strange = known is None and len(below) > 1 and len(set(filled)) == len(filled) > 1
    ticked = _ticked(columns, below)
    keyed = sum(map(is_key, filled)) > 2 * ticked
    if not strange or keyed or max(map(len, filled)) > LONGEST_HEADING:
        return None
    take_series(columns)
    if not columns.options and not columns.fields:
        return None
    complete(columns, below)
    answers = ticked or columns.fields.keys() & {"key", "options"} or columns.options
    return columns if "stem" in columns.fields and answers else None


def _ticked(columns: Columns, below: Sequence[tuple[str, ...]]) -> bool:
    """Whether 对 and 错 stand over columns of ticks."""
    places = [columns.fields.get(name, -1) for name in ("right", "wrong")]
    cells = [row[at] for row in below for at in places if 0 <= at < len(row)]
    return min(places) >= 0 and all(fold(cell).strip() in TICKS for cell in cells)


def _unlike(cell: str, rows: Sequence[Row], key: int) -> bool:
    """Whether the first row is a head of strange words: no key stands where all others have one."""
    others = [row.cells[key] for row in rows[1:SAMPLE] if key < len(row.cells)]
    return not is_key(cell) and len(others) > 1 and all(map(is_key, filter(None, others)))


def read_table(
    table: Table,
    reading: Reading,
    progress: Progress,
    exact: Mapping[int, Draft] | None = None,
) -> list[Row]:
    """Read a table into ``reading``; return the rows no head stands over.

    ``exact`` are questions known by the numbers of their rows, which are taken as they are.
    """
    reader = TableReader(reading, table.name)
    reader.exact = exact or {}
    rows = laid_out(table.rows) or counted(table.rows) or table.rows
    return _read_rows(reader, rows, progress)


def _read_rows(reader: TableReader, rows: Sequence[Row], progress: Progress) -> list[Row]:
    headed = False
    for count, row in enumerate(rows):
        if count % STEP == 0:
            progress.step(count, len(rows), _("正在识别试题…"))
        reader.take(row, rows[count + 1 : count + 1 + SAMPLE] if reader.columns is None else ())
        if reader.columns and not headed and not reader.exact:
            headed = True
            if found := gathered(reader.columns, rows[count + 1 :]):
                reader.columns = found[0]
                for joined in found[1]:
                    reader.take(joined)
                break
    reader.settle_kept()
    return reader.waiting if reader.columns else reader.without_head()


def take_grid(grid: Grid, reading: Reading) -> list[Piece]:
    """Read a table inside a document; what is no question table goes on as lines of text."""
    numbers = grid.numbers or tuple(range(grid.line, grid.line + len(grid.rows)))
    rows = [Row(number, cells) for number, cells in zip(numbers, grid.rows, strict=True)]
    rows = _turned(rows)
    named = any(read_columns(row.cells).usable() for row in rows[:10])
    keys = [] if named else _key_lines(rows)
    if named or (not keys and _asks(rows)):
        reader = TableReader(reading)
        place = {id(row): number for number, row in enumerate(rows)}
        # Rows that were put together from several have no looks of their own.
        reader.looks = lambda row, cell: (
            grid.looks_of(place[id(row)], cell) if id(row) in place else frozenset()
        )
        waiting = _read_rows(reader, rows, Silent())
        return [Piece(row.number, "  ".join(cell for cell in row.cells if cell)) for row in waiting]
    if keys:
        return keys
    return [piece for place, row in enumerate(rows) for piece in _lines(row, place, grid)]


def _asks(rows: Sequence[Row]) -> bool:
    """Whether a table inside a document is one of questions, by its head or by what it holds."""
    if any(head_of(row, rows[place + 1 :], None) for place, row in enumerate(rows[:10])):
        return True
    columns = infer_columns([row.cells for row in rows]) if len(rows) >= FEWEST else None
    return columns is not None and len(columns.option_columns) > 1


def _turned(rows: list[Row]) -> list[Row]:
    """A card of one question, whose cells say what stands in the next one, as a head and a row."""
    if len(rows) < 3 or any(len(row.cells) not in (2, 4) for row in rows):
        return rows
    heads = tuple(head for row in rows for head in row.cells[::2])
    columns = read_columns(heads)
    if not columns.usable() or len(columns.unknown) * 2 > len(heads):
        return rows
    if read_columns(rows[0].cells).usable():
        return rows
    texts = tuple(text for row in rows for text in row.cells[1::2])
    return [Row(rows[0].number, heads), Row(rows[0].number, texts)]


def _lines(row: Row, place: int, grid: Grid) -> list[Piece]:
    """A layout table: each cell may hold several lines, cells of one line stand side by side."""
    cells = [(number, cell) for number, cell in enumerate(row.cells) if cell.strip()]
    apart = any("\n" in cell for _number, cell in cells)
    pieces: list[Piece] = []
    text, marks = "", list[Mark]()
    for number, cell in cells:
        looks = grid.looks.get((place, number), ())
        if apart:
            pieces += _cell_lines(row.number, cell, looks)
            continue
        text += "  " if text else ""
        marks += [Mark(m.start + len(text), m.end + len(text), m.kind) for m in looks]
        text += "√" if cell.strip() == "*" else cell
    return pieces if apart else [Piece(row.number, text, tuple(marks))]


def _cell_lines(number: int, cell: str, looks: Sequence[Mark]) -> Iterator[Piece]:
    start = 0
    for line in cell.split("\n"):
        yield Piece(number, line, within(looks, start, start + len(line)))
        start += len(line) + 1


def _key_lines(rows: Sequence[Row]) -> list[Piece]:
    """A table of keys, 题号 over 答案 or beside it, as the lines ``1.A 2.B``."""
    if rows and {plain_heading(cell) for cell in rows[0].cells if cell} & set(NUMBERS):
        heads = [plain_heading(cell) for cell in rows[0].cells]
        if sum(head in KEYS for head in heads) and all(
            head in (*NUMBERS, *KEYS, "") for head in heads
        ):
            return _beside(rows)
    pieces = []
    for upper, lower in zip(rows[::2], rows[1::2], strict=False):
        pairs = _over_keys(upper.cells, lower.cells)
        if not pairs:
            return []
        pieces.append(Piece(upper.number, _pairs(pairs)))
    return pieces


def _over_keys(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[str, str]]:
    """Numbers in one row and their keys in the next, with the words 题号 and 答案 or without."""
    if not upper or not lower:
        return []
    if plain_heading(upper[0]) in NUMBERS and plain_heading(lower[0]) in KEYS:
        return list(zip(upper[1:], lower[1:], strict=False))
    pairs = [
        (number, key) for number, key in zip_longest(upper, lower, fillvalue="") if number or key
    ]
    counts = [int(number) for number, _key in pairs if number.isdecimal()]
    runs_on = len(counts) == len(pairs) > 1 and counts == [
        counts[0] + n for n in range(len(counts))
    ]
    return pairs if runs_on and all(is_key(key) for _number, key in pairs) else []


def _beside(rows: Sequence[Row]) -> list[Piece]:
    return [
        Piece(row.number, _pairs(list(zip(row.cells[::2], row.cells[1::2], strict=False))))
        for row in rows[1:]
    ]


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return "  ".join(f"{number.strip(' .、')}.{key}" for number, key in pairs if number and key)
