"""QR codes: made once, drawn as one stencil, or as a picture.

The library ``qrcode`` knows the standard, but sets every bit by itself: 300
certificates would wait for their codes longer than for all else. So it is asked
once for each size of code, and only the bits of the text are laid into its
pattern here, by table. A test compares both, module by module.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest
from operator import itemgetter

from qrcode import QRCode, base, util
from qrcode.constants import ERROR_CORRECT_M

from dongan_training.errors import UserError
from dongan_training.texts import N_

QUIET_ZONE = 4  # modules of white that a reader needs around the code
# Our codes hold random tokens, so any mask reads well; trying all eight costs five times as much.
MASK = 3
LARGEST = 40
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUES = {character: value for value, character in enumerate(ALPHANUMERIC)}
IN_PAIRS, IN_BYTES = 0b0010, 0b0100  # how the text is packed, as the standard numbers it
PADDING = (0xEC, 0x11)


@dataclass(eq=False)
class TooLongForQr(UserError):
    """The text does not fit the largest code there is."""

    length: int
    message = N_("要放进二维码的内容太长（{length} 个字符）。")
    advice = N_("没有生成文件。请缩短有关的名称后再试。")


@dataclass(frozen=True)
class QrCode:
    """The modules of one code row by row, ``1`` for dark, without the white around it."""

    rows: tuple[str, ...]

    @property
    def side(self) -> int:
        """Modules from edge to edge, with the white around."""
        return len(self.rows) + 2 * QUIET_ZONE

    def mask(self) -> str:
        """Give the dark modules as an inline image of PDF, one bit each, in a unit square.

        A path of rectangles was five times as long; a stencil has no hairlines between rows.
        """
        side = len(self.rows)
        spare = -side % 8
        bits = "".join([f"{int(row, 2) << spare:0{(side + spare) // 4}x}" for row in self.rows])
        return f"BI /W {side} /H {side} /BPC 1 /IM true /D [1 0] /F /AHx ID {bits}> EI"


def qr_code(text: str) -> QrCode:
    """Make the code for ``text``, with error correction M."""
    version, packed = _packed(text)
    return QrCode(_pattern(version).laid(_with_correction(version, packed)))


class _Pattern:
    """The fixed modules of one version, and where each bit of the data goes."""

    def __init__(self, version: int):
        blank = _Blank(version, ERROR_CORRECT_M, border=0, mask_pattern=MASK)
        blank.makeImpl(False, MASK)
        self.side = blank.modules_count
        places = list(_places(blank.modules))
        masked = util.mask_func(MASK)
        mask = "".join("1" if masked(row, column) else "0" for row, column in places)
        self.length = len(places)
        self.mask = int(mask, 2)
        # Each module takes a data bit, or one of the two fixed bits put behind the data.
        where = {place: number for number, place in enumerate(places)}
        self.pick = itemgetter(
            *(
                where.get((y, x), self.length + bool(module))
                for y, row in enumerate(blank.modules)
                for x, module in enumerate(row)
            )
        )

    def laid(self, codewords: bytes) -> tuple[str, ...]:
        """Lay the codewords into the pattern, masked, and cut it into rows."""
        spare = self.length - 8 * len(codewords)
        bits = (int.from_bytes(codewords, "big") << spare) ^ self.mask
        modules = "".join(self.pick(f"{bits:0{self.length}b}01"))
        return tuple(
            modules[start : start + self.side] for start in range(0, self.side**2, self.side)
        )


class _Blank(QRCode):  # type: ignore[misc]  # qrcode has no types
    """A code without data: modules that wait for a bit are None."""

    def map_data(self, data: object, mask_pattern: int) -> None:
        pass


@lru_cache(maxsize=LARGEST)
def _pattern(version: int) -> _Pattern:
    return _Pattern(version)


def _places(modules: list[list[bool | None]]) -> list[tuple[int, int]]:
    """List the modules for data in the order of the standard: two columns up, two down."""
    side = len(modules)
    found = []
    rows = range(side - 1, -1, -1)
    for right in range(side - 1, 0, -2):
        column = right - 1 if right <= 6 else right  # the column of the timing pattern is skipped
        for row in rows:
            found += [(row, x) for x in (column, column - 1) if modules[row][x] is None]
        rows = rows[::-1]
    return found


def _packed(text: str) -> tuple[int, bytes]:
    """Pack ``text`` into the data codewords of the smallest version that holds it."""
    if VALUES.keys() >= set(text):
        mode, count, bits, length = IN_PAIRS, len(text), *_pairs(text)
    else:
        raw = text.encode()
        mode, count, bits, length = IN_BYTES, len(raw), int.from_bytes(raw, "big"), 8 * len(raw)
    for version in range(1, LARGEST + 1):
        counter = _counter(mode, version)
        room = _room(version)
        needed = 4 + counter + length
        if needed <= 8 * room:
            head = (mode << counter | count) << length | bits
            return version, _padded(head, needed, room)
    raise TooLongForQr(len(text))


@lru_cache(maxsize=LARGEST)
def _room(version: int) -> int:
    """Codewords of data that this size holds."""
    return sum(block.data_count for block in _blocks(version))


@lru_cache(maxsize=LARGEST)
def _blocks(version: int) -> tuple[base.RSBlock, ...]:
    return tuple(base.rs_blocks(version, ERROR_CORRECT_M))


def _counter(mode: int, version: int) -> int:
    """Bits that say how long the text is."""
    step = 0 if version < 10 else 1 if version < 27 else 2
    return ((9, 11, 13) if mode == IN_PAIRS else (8, 16, 16))[step]


def _pairs(text: str) -> tuple[int, int]:
    bits, length = 0, 0
    values = [VALUES[character] for character in text]
    for first, second in zip(values[::2], values[1::2], strict=False):
        bits = bits << 11 | first * 45 + second
        length += 11
    return (bits << 6 | values[-1], length + 6) if len(values) % 2 else (bits, length)


def _padded(bits: int, length: int, room: int) -> bytes:
    end = min(8 * room, length + 4)
    whole = -(-end // 8)
    start = (bits << (8 * whole - length)).to_bytes(whole, "big")
    return start + bytes(PADDING[place % 2] for place in range(room - whole))


def _with_correction(version: int, data: bytes) -> bytes:
    """Add the Reed-Solomon codewords and interleave the blocks."""
    blocks, corrections, start = [], [], 0
    for block in _blocks(version):
        part = data[start : start + block.data_count]
        start += block.data_count
        blocks.append(part)
        corrections.append(_correction(part, block.total_count - block.data_count))
    mixed = chain.from_iterable(chain(zip_longest(*blocks), zip(*corrections, strict=True)))
    return bytes([codeword for codeword in mixed if codeword is not None])


def _correction(data: bytes, count: int) -> bytes:
    table = _multiples(count)
    above = 8 * (count - 1)
    below = (1 << above) - 1
    rest = 0
    for codeword in data:
        rest = (rest & below) << 8 ^ table[codeword ^ rest >> above]
    return rest.to_bytes(count, "big")


@lru_cache(maxsize=64)
def _multiples(count: int) -> tuple[int, ...]:
    """All 256 multiples of the generator polynomial with ``count`` correction codewords."""
    generator = base.Polynomial([1], 0)
    for power in range(count):
        generator = generator * base.Polynomial([1, base.gexp(power)], 0)
    logarithms = [base.glog(coefficient) for coefficient in list(generator)[1:]]
    return (
        0,
        *(
            int.from_bytes(bytes(base.gexp(base.glog(factor) + log) for log in logarithms), "big")
            for factor in range(1, 256)
        ),
    )
