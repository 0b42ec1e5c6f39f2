"""What practice changes is data: every setting, with its default, in one place."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from dongan_training.errors import UserError
from dongan_training.storage.base import Base
from dongan_training.texts import N_, listed


class StoredSetting(Base):
    """One setting that differs from its default on this data folder."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


@dataclass(frozen=True)
class Settings:
    """All settings; a new one needs a line here and a field on the settings page."""

    # who we are
    county: str = "东安县"
    township: str = ""  # empty: nobody has set up this folder yet
    trainer: str = ""
    organizer: str = "中共东安县委组织部"

    # lists
    sort_order: str = "strokes"  # see people.order

    # the face
    language: str = "zh"  # zh, en
    theme: str = "light"  # light, dark, contrast
    scale: int = 100  # percent, 100–200
    sound: bool = True

    # hours and attendance; defaults of new lessons
    hours_per_day: float = 8
    hours_per_half_day: float = 4
    member_quota: float = 32  # hours a year of a party member
    secretary_quota: float = 56  # of a branch secretary or committee member
    opens_before_minutes: int = 30
    absent_after_minutes: int = 30
    early_leave_minutes: int = 15

    # exams and papers
    pass_mark: float = 60  # of 100
    excellent_from: float = 85  # of 100
    good_from: float = 75
    multiple_choice_rule: str = "half"  # see bank.scoring
    option_points: float = 0  # of one right option; 0: the points shared equally
    folds_numerals: bool = True  # 五 in a blank is as good as 5
    paper_mark: str = "."  # behind numbers on printed papers: . 、 or ．
    paper_option_mark: str = "."  # behind the letters of options
    paper_punctuation: str = "as_written"  # see exam.printed.punctuation.Width
    certificate_design: str = "certificate-formal"  # see designs.keeping
    exam_card_design: str = "exam-card-95x67"
    certificate_pattern: str = "东组培〔{year}〕第 {seq:04} 号"

    @property
    def is_set_up(self) -> bool:
        """Whether the first-start questions have been answered."""
        return bool(self.township)


@dataclass(frozen=True)
class Range:
    """What a number may be."""

    low: float
    high: float
    step: float = 1


_HOURS, _QUOTA, _MARK, _MINUTES = (
    Range(0.5, 24, 0.5),
    Range(0, 500, 0.5),
    Range(0, 100),
    Range(0, 240, 5),
)
RANGES = {
    "hours_per_day": _HOURS,
    "hours_per_half_day": _HOURS,
    "member_quota": _QUOTA,
    "secretary_quota": _QUOTA,
    "opens_before_minutes": _MINUTES,
    "absent_after_minutes": _MINUTES,
    "early_leave_minutes": _MINUTES,
    "pass_mark": _MARK,
    "excellent_from": _MARK,
    "good_from": _MARK,
    "option_points": Range(0, 10, 0.5),
}
# The values of those that are chosen from a few; the enumerations they belong to lie higher up.
CHOICES: dict[str, tuple[str, ...]] = {
    "sort_order": ("strokes", "pinyin", "unit", "post"),
    "language": ("zh", "en"),
    "scale": ("100", "110", "125", "150", "175", "200"),
    "theme": ("light", "dark", "contrast", "auto"),
    "multiple_choice_rule": ("half", "all_or_nothing", "per_option", "penalty"),
    "paper_mark": (".", "、", "．"),
    "paper_option_mark": (".", "、", "．"),
    "paper_punctuation": ("as_written", "full", "half"),
}
SWITCH = {"true": True, "false": False, "是": True, "否": False}


@dataclass(eq=False)
class SettingUnknown(UserError):
    key: str
    known: str
    message = N_("没有叫“{key}”的设置，现有：{known}。")
    advice = N_("没有改动。请从中选一个。")


@dataclass(eq=False)
class SettingUnfit(UserError):
    key: str
    value: str
    allowed: str
    message = N_("设置“{key}”不能是“{value}”，只能是：{allowed}。")
    advice = N_("没有改动。请换一个值，再试一次。")


@dataclass(eq=False)
class TownshipMissing(UserError):
    message = N_("乡镇（单位）不能为空。")
    advice = N_("没有改动。请填写名称。")


def changed(settings: Settings, key: str, text: str) -> Settings:
    """The same settings with one as it was typed. Raises SettingUnknown or SettingUnfit.

    Whether a design exists is not asked here: designs lie higher up.
    """
    text = text.strip()
    known = asdict(settings)
    if key not in known:
        raise SettingUnknown(key, listed(known))
    if key in CHOICES and text not in CHOICES[key]:
        raise SettingUnfit(key, text, listed(CHOICES[key]))
    value: Any = text
    if key in CHOICES:
        value = type(known[key])(text)
    elif isinstance(known[key], bool):
        value = _switched(key, text)
    elif key in RANGES:
        value = _measured(key, text)
    elif key == "township" and not text:
        raise TownshipMissing
    return replace(settings, **{key: value})


def _switched(key: str, text: str) -> bool:
    if text.lower() not in SWITCH:
        raise SettingUnfit(key, text, listed(SWITCH))
    return SWITCH[text.lower()]


def _measured(key: str, text: str) -> float:
    allowed = RANGES[key]
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not allowed.low <= number <= allowed.high or number % min(allowed.step, 1):
        raise SettingUnfit(key, text, f"{allowed.low:g}–{allowed.high:g}")
    return int(number) if allowed.step >= 1 else number


def load(session: Session) -> Settings:
    """Read the settings of this data folder; unknown keys of a later program are left alone."""
    names = {field.name for field in fields(Settings)}
    stored = session.execute(select(StoredSetting.key, StoredSetting.value))
    return Settings(**{key: value for key, value in stored if key in names})


def save(session: Session, settings: Settings) -> None:
    """Store what differs from the defaults."""
    defaults = asdict(Settings())
    stored = {one.key: one for one in session.scalars(select(StoredSetting))}
    for key, value in asdict(settings).items():
        if key in stored:
            stored[key].value = value
        elif value != defaults[key]:
            session.add(StoredSetting(key=key, value=value))
