"""What practice changes is data: every setting, with its default, in one place."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from dongan_training.storage.base import Base


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
