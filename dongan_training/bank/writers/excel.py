"""Our Excel template: one row a question, and everything comes back from it."""

import io
from collections.abc import Sequence
from typing import Any

from dongan_training.bank import own_sheet
from dongan_training.bank.drafts import Draft, MarkingPoint, Picture
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.recognising.columns import Columns, read_columns
from dongan_training.bank.recognising.rows import raw_of
from dongan_training.bank.recognising.settling import settle
from dongan_training.bank.scoring import TYPE_NAMES, plain_number
from dongan_training.bank.writers.json_form import whole
from dongan_training.sheets.workbook import AS_TYPED

SHEET = "题库"
FIRST = ("序号", "题型", "题干")
LAST = (
    *("答案", "解析", "依据", "章节", "难度", "分值", "标签"),
    *("评分要点", "材料"),
)
WIDTHS = {"序号": 6, "题型": 9, "题干": 56, "答案": 14, "解析": 44, "依据": 34, "章节": 22}
WIDTHS |= {"难度": 7, "分值": 7, "标签": 14, "评分要点": 40, "材料": 44}
DIFFICULTIES = ["易", "中", "难"]
PICTURE_HEIGHT = 72  # pixels
SHOWABLE = ("image/png", "image/jpeg", "image/gif", "image/bmp")
ORDER_FREE = "（顺序不限）"
LONGEST = 32_000  # characters a cell shows; the rest lies in the hidden sheet


def write(drafts: Sequence[Draft]) -> bytes:
    """Write all questions; a row that would not read back the same is kept whole beside it."""
    import xlsxwriter

    wide = max([4, *(len(draft.options) for draft in drafts)])
    heads = [*FIRST, *(f"选项{letter}" for letter in LETTERS[:wide]), *LAST]
    columns = read_columns(heads)
    written, hidden = io.BytesIO(), list[list[str]]()
    with xlsxwriter.Workbook(written, AS_TYPED) as book:
        sheet = _sheet(book, heads, len(drafts))
        for number, draft in enumerate(drafts, start=1):
            cells = cells_of(draft, number, wide)
            _write_row(sheet, number, cells)
            shown = [one for one in draft.pictures if _size(one)]
            for place, picture in enumerate(shown):
                _insert(sheet, number, 2 + place, picture)
            if len(shown) < len(draft.pictures) or not _comes_back(draft, cells, columns):
                record = whole(draft)
                record["pictures"] = record["pictures"] if len(shown) < len(draft.pictures) else []
                hidden.append(own_sheet.row_of(cells, record))
        _hide(book, hidden)
    return written.getvalue()


def cells_of(draft: Draft, number: int, wide: int) -> list[str]:
    """A question as people read it in a row."""
    kind = next(name for one, name in TYPE_NAMES.items() if one is draft.type)
    key = key_text(draft.type, draft.answer) + (ORDER_FREE if draft.order_free else "")
    cells = [
        draft.number or str(number),
        kind,
        draft.stem,
        *(draft.options + ("",) * (wide - len(draft.options))),
        key,
        draft.explanation or "",
        draft.citation or "",
        draft.chapter or "",
        draft.difficulty or "",
        "" if draft.points is None else plain_number(draft.points),
        "、".join(draft.tags),
        "\n".join(map(_point, draft.marking)),
        draft.passage or "",
    ]
    return [cell[:LONGEST] for cell in cells]


def _point(point: MarkingPoint) -> str:
    return point.text + (f"（{plain_number(point.points)}分）" if point.points is not None else "")


def _comes_back(draft: Draft, cells: list[str], columns: Columns) -> bool:
    """Whether the row alone says it all: a workbook that people edit needs no more."""
    read = settle(raw_of(tuple(cells), columns, 0))
    return isinstance(read, Draft) and _said(read) == _said(draft)


def _said(draft: Draft) -> tuple[Any, ...]:
    return (
        *(draft.type, draft.stem, draft.options, draft.answer, draft.explanation or None),
        *(draft.citation or None, draft.chapter or None, draft.difficulty or None, draft.points),
        *(draft.passage or None, draft.order_free, draft.marking, draft.tags, draft.warnings),
    )


def _sheet(book: Any, heads: Sequence[str], count: int) -> Any:
    sheet = book.add_worksheet(SHEET)
    line = {"border": 1, "border_color": "#C9CDD2"}
    look = {**line, "bold": True, "bg_color": "#F2F2F2", "align": "center", "valign": "vcenter"}
    sheet.write_row(0, 0, heads, book.add_format(look))
    sheet.set_row(0, 24)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for place, head in enumerate(heads):
        sheet.set_column(place, place, WIDTHS.get(head, 20), text)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, count), len(heads) - 1)
    for head, allowed in (("题型", list(TYPE_NAMES.values())), ("难度", DIFFICULTIES)):
        at = list(heads).index(head)
        sheet.data_validation(
            1, at, count + 500, at, {"validate": "list", "source": allowed, "ignore_blank": True}
        )
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
    return sheet


def _write_row(sheet: Any, row: int, cells: Sequence[str]) -> None:
    for column, cell in enumerate(cells):
        if column == 0 and cell.isdecimal() and len(cell) < 10:
            sheet.write_number(row, column, int(cell))
        elif cell:
            sheet.write_string(row, column, cell)


def _hide(book: Any, rows: Sequence[Sequence[str]]) -> None:
    if rows:
        sheet = book.add_worksheet(own_sheet.NAME)
        sheet.very_hidden()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def _size(picture: Picture) -> tuple[int, int] | None:
    """Width and height of a picture that Excel can show; None for any other."""
    from PIL import Image, UnidentifiedImageError

    if picture.media_type not in SHOWABLE:
        return None
    try:
        with Image.open(io.BytesIO(picture.data)) as opened:
            return opened.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None


def _insert(sheet: Any, row: int, column: int, picture: Picture) -> None:
    """Put a picture over its row, small enough to leave the table readable."""
    size = _size(picture)
    scale = min(1.0, PICTURE_HEIGHT / size[1]) if size else 1.0
    sheet.set_row_pixels(row, PICTURE_HEIGHT + 24)
    sheet.insert_image(
        row,
        column,
        "picture",
        {
            "image_data": io.BytesIO(picture.data),
            "x_scale": scale,
            "y_scale": scale,
            "y_offset": 20,
            "object_position": 2,
        },
    )
