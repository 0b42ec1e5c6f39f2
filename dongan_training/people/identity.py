"""What names, ID numbers, phones and birth dates must look like: pure rules, no database."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.cn import ric

from dongan_training.people.models import Gender
from dongan_training.people.refusals import (
    BirthAmbiguous,
    BirthImpossible,
    BirthUnknown,
    GenderUnknown,
    IdNumberChecksum,
    IdNumberDate,
    IdNumberLength,
    IdNumberLostDigits,
    IdNumberOld,
    IdNumberShape,
    NameMissing,
    NameStrange,
    NameTooLong,
    NameUnprintable,
    PhoneSeveral,
    PhoneWrong,
)

LONGEST_NAME = 50
NOTHING = frozenset(
    ("", "无", "無", "暂无", "没有", "-", "--", "—", "——", "/", "\\", "\\N", "#N/A")
)

STORED_DOT = "·"  # of all middle dots the one that names are kept with
DOT = re.compile(r"\s*[·•・‧∙⋅●･．]\s*")
# Signs without a shape, and those that once rang a bell or moved a printer's head.
SHAPELESS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufe00-\ufe0f\ufeff]"
)
BLANKS = re.compile(r"\s+")
LATIN = "A-Za-z\u00c0-\u024f."
IDLE_BLANK = re.compile(f"(?<![{LATIN}]) | (?![{LATIN}])")  # not between two Latin words
COMMON_NAME = re.compile("[\u4e00-\u9fa5A-Za-z· ]+")  # every shipped font has these
NOT_IN_NAMES = re.compile(r"[0-9０-９:：,，;；、/\\=@#%&*()（）\[\]【】<>《》?？!！\"“”_+|~]")

LOST_DIGITS = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{9,11}|[2-8]\d{6,7}")
SEVERAL = re.compile(r"[、，,;；/\n]|\d\s{2,}\d|\s或")

MASKED = re.compile(r"\d{1,6}\*{4,8}[\dX]{2,4}")
LONG_NUMBER = re.compile(r"\d[\d\-]{5,}[\dXx]")

MALE_WORDS = frozenset(("男", "男性", "m", "male", "1"))
FEMALE_WORDS = frozenset(("女", "女性", "f", "female", "2"))

FULL_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 0?0:00(?::00)?)?")
MONTH_ONLY = re.compile(r"(\d{4})[-./年](\d{1,2})月?")
EIGHT, SIX, FIVE = re.compile(r"\d{8}"), re.compile(r"\d{6}"), re.compile(r"\d{5}")
EXCEL_ZERO = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was
EARLIEST = 1900
FIRST_GENERATION = 15  # digits of the ID numbers given before 1999


def or_nothing(text: str) -> str:
    """Trim a cell; 无, — and their like mean that nothing is known."""
    bare = text.strip()
    return "" if bare in NOTHING else bare


def clean_name(text: str) -> str:
    """Give the name as it is stored, or raise the refusal that fits.

    陈　敏 becomes 陈敏, every kind of middle dot becomes ·. Characters are never folded into
    others that look alike: 䶮 stays 䶮.
    """
    name = DOT.sub(STORED_DOT, SHAPELESS.sub("", text)).strip(" \u3000\t\n·")
    name = IDLE_BLANK.sub("", BLANKS.sub(" ", name))
    if name in NOTHING:
        raise NameMissing
    if len(name) > LONGEST_NAME:
        raise NameTooLong(len(name), LONGEST_NAME)
    if NOT_IN_NAMES.search(name):
        raise NameStrange(name)
    _require_printable(name)
    return name


def _require_printable(name: str) -> None:
    if COMMON_NAME.fullmatch(name):
        return
    from dongan_training.printing.fonts import missing_characters  # loads ReportLab

    missing = missing_characters(name)
    if missing:
        raise NameUnprintable("".join(missing))
    if not any(unicodedata.category(sign).startswith("L") for sign in name):
        raise NameStrange(name)


def clean_id_number(text: str) -> str:
    """Give the 18 characters of a resident's ID number, or raise the refusal that fits.

    The place in it is not looked up: people of old counties carry codes of other years.
    """
    number = _plain(text).upper()
    if LOST_DIGITS.fullmatch(number):
        raise IdNumberLostDigits
    number = re.sub(r"[\s\-_.]", "", number)
    if not re.fullmatch(r"\d*X?", number):
        raise IdNumberShape
    if len(number) == FIRST_GENERATION:
        raise IdNumberOld
    if len(number) != 18:
        raise IdNumberLength(len(number))
    if number[-1] != ric.calc_check_digit(number):
        raise IdNumberLostDigits if number.endswith("000") else IdNumberChecksum
    _date_in(number)
    return number


def id_number_from_number(text: str) -> str:
    """Refuse an ID number that a spreadsheet kept as a number: it has 15 right digits at most."""
    if len(text) > FIRST_GENERATION:
        raise IdNumberLostDigits
    return clean_id_number(text)


def born_by(id_number: str) -> date:
    """The birth date inside a clean ID number."""
    return _date_in(id_number)


def gender_by(id_number: str) -> Gender:
    """The sex inside a clean ID number."""
    return Gender.MALE if int(id_number[16]) % 2 else Gender.FEMALE


def _date_in(number: str) -> date:
    try:
        day = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise IdNumberDate from error
    if day.year < EARLIEST:
        raise IdNumberDate
    return day


def clean_phone(text: str) -> str:
    """Give a phone number as digits, or raise the refusal that fits."""
    plain = _plain(text)
    if SEVERAL.search(plain):
        raise PhoneSeveral
    digits = re.sub(r"[\s\-—()（）]", "", plain).removeprefix("+")
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if not (MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits)):
        raise PhoneWrong
    return digits


def _plain(text: str) -> str:
    """Narrow signs, and without the apostrophe by which Excel marks a number as text."""
    return unicodedata.normalize("NFKC", SHAPELESS.sub("", text)).strip().strip("'`’")


def masked_id_number(number: str | None) -> str:
    """As it may be shown: 431122********1234."""
    return f"{number[:6]}********{number[-4:]}" if number else ""


def masked_phone(phone: str | None) -> str:
    """As it may be shown: 138****5678."""
    if not phone:
        return ""
    shown = (3, 4) if len(phone) >= 10 else (1, 2)
    return f"{phone[: shown[0]]}****{phone[-shown[1] :]}"


def is_masked(text: str) -> bool:
    """Whether a number was masked by this program, and so says nothing."""
    return bool(MASKED.fullmatch(text))


def masked_text(text: str) -> str:
    """A text from outside with every long number in it masked."""
    return LONG_NUMBER.sub(lambda found: f"{found[0][:3]}****{found[0][-4:]}", text)


def read_gender(text: str) -> Gender:
    """Understand 男, 女 and how systems write them; nothing is UNKNOWN."""
    word = or_nothing(text).casefold()
    if not word:
        return Gender.UNKNOWN
    if word in MALE_WORDS:
        return Gender.MALE
    if word in FEMALE_WORDS:
        return Gender.FEMALE
    raise GenderUnknown(text.strip())


@dataclass(frozen=True)
class Birth:
    """A birth date as somebody wrote it: often only year and month."""

    text: str
    year: int
    month: int
    day: int | None = None
    perhaps_october: bool = False  # a spreadsheet shows 1980.10 as 1980.1

    def agrees_with(self, known: date) -> bool:
        """Whether ``known`` can be meant; the 1st often only stands for the month."""
        months = {self.month, 10} if self.perhaps_october else {self.month}
        same_day = self.day in (None, 1, known.day)
        return self.year == known.year and known.month in months and same_day

    def first_day(self) -> date:
        """The date to store where nothing tells it better."""
        if self.perhaps_october:
            raise BirthAmbiguous(self.text)
        return date(self.year, self.month, self.day or 1)


def read_birth(text: str) -> Birth:
    """Understand 1980-01, 1980.01, 198001, 1980年1月, a full day, and an Excel serial."""
    plain = re.sub(r"\s*([-./年月日])\s*", r"\1", _plain(text)).strip()
    found = FULL_DAY.fullmatch(plain) or MONTH_ONLY.fullmatch(plain)
    if found:
        numbers = [int(number) for number in found.groups()]
    elif EIGHT.fullmatch(plain):
        numbers = [int(plain[:4]), int(plain[4:6]), int(plain[6:])]
    elif SIX.fullmatch(plain):
        numbers = [int(plain[:4]), int(plain[4:])]
    elif FIVE.fullmatch(plain):
        day = EXCEL_ZERO + timedelta(days=int(plain))
        numbers = [day.year, day.month, day.day]
    else:
        raise BirthUnknown(text.strip())
    return _possible(text.strip(), numbers)


def read_birth_number(text: str) -> Birth:
    """Understand a birth date that a spreadsheet kept as a number."""
    birth = read_birth(text)
    is_short = re.fullmatch(r"\d{4}\.1", text.strip())
    if not is_short:
        return birth
    return Birth(birth.text, birth.year, birth.month, perhaps_october=True)


def _possible(text: str, numbers: list[int]) -> Birth:
    year, month, day = (*numbers, None)[:3]
    assert year is not None and month is not None
    try:
        date(year, month, day or 1)
    except ValueError as error:
        raise BirthImpossible(text) from error
    if year < EARLIEST:
        raise BirthImpossible(text)
    return Birth(text, year, month, day)
