"""QR codes: made once, drawn as one path, or as a picture."""

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET_ZONE = 4  # modules of white that a reader needs around the code
# Our codes hold random tokens, so any mask reads well; trying all eight costs five times as much.
MASK = 3


@dataclass(frozen=True)
class QrCode:
    """The dark and light modules of one code, without the white around it."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def side(self) -> int:
        """Modules from edge to edge, with the white around."""
        return len(self.rows) + 2 * QUIET_ZONE

    def path(self) -> str:
        """Draw all dark modules as PDF operators, in module units from the bottom left.

        One path of whole runs: a rectangle for each module would be twice as
        long, and separate fills show hairlines between the rows.
        """
        top = self.side - QUIET_ZONE - 1
        return " ".join(
            f"{start + QUIET_ZONE} {top - y} {length} 1 re"
            for y, row in enumerate(self.rows)
            for start, length in _dark_runs(row)
        )


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    found, start = [], 0
    for dark, modules in groupby(row):
        length = len(tuple(modules))
        if dark:
            found.append((start, length))
        start += length
    return found


def qr_code(text: str) -> QrCode:
    """Make the code for ``text``, with error correction M."""
    maker = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    maker.add_data(text, optimize=0)
    maker.make(fit=True)
    return QrCode(tuple(tuple(bool(module) for module in row) for row in maker.modules))


def qr_picture(text: str, scale: int = 8) -> bytes:
    """Make the code for ``text`` as a PNG file with its white border, ``scale`` pixels a module."""
    from PIL import Image

    code = qr_code(text)
    picture = Image.new("1", (code.side, code.side), 1)
    for y, row in enumerate(code.rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
    side = code.side * scale
    output = BytesIO()
    picture.resize((side, side), Image.Resampling.NEAREST).save(output, "PNG")
    return output.getvalue()
