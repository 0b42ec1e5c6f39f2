"""The archive of a class (归档包): one zip with all papers, tables and a page of contents.

Loads ReportLab and XlsxWriter: import it late.
"""

import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from dongan_training import clock, settings
from dongan_training.attendance.evaluation import summary
from dongan_training.attendance.evaluation_sheet import draw_evaluation_summary
from dongan_training.attendance.evidence import evidence_rows, photograph_of
from dongan_training.attendance.papers import write_attendance_sheet
from dongan_training.certificates.issuing import certificates_of_class
from dongan_training.certificates.papers import certificate_design, write_certificates
from dongan_training.exam.mark_list import mark_list
from dongan_training.exam.marks_sheet import write_marks
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.printed.papers import write_key, write_paper
from dongan_training.exam.queries import ExamRow, paper_row
from dongan_training.printing.listing import Listing, draw_listing
from dongan_training.printing.page import Align
from dongan_training.printing.table import Column
from dongan_training.progress import Progress, Silent
from dongan_training.reports.checklist import closing_of
from dongan_training.reports.class_sheet import write_class_report
from dongan_training.reports.closing import (
    ITEM_NAMES,
    STATE_NAMES,
    Closing,
    ItemKind,
    require_over,
)
from dongan_training.saving import replacing
from dongan_training.texts import _
from dongan_training.training.class_names import class_title_on_paper
from dongan_training.training.notice import write_notice
from dongan_training.training.notice_facts import kept_notice
from dongan_training.training.queries import ClassCard, LessonRow

NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_NAME = 60


@dataclass(frozen=True)
class Archived:
    """What was written, and what was open when it was."""

    path: Path
    files: tuple[str, ...]
    digest: str
    lacking: tuple[ItemKind, ...]


@dataclass(frozen=True)
class _Part:
    """One file of the archive: its name in it, what it is, and how it is written."""

    name: str
    what: str
    write: Callable[[Path], object]


def write_archive(
    session: Session, *, class_id: str, path: Path, at: datetime, progress: Progress | None = None
) -> Archived:
    """Write the archive of a class to ``path``; ``closing.note_closed`` then records it.

    Only reads, so that it keeps no door waiting. What is still open is told in the archive
    and keeps nobody from closing. Raises NothingToClose or LessonsToCome, and what
    ``saving`` raises.
    """
    closing = closing_of(session, class_id=class_id, at=at)
    require_over(closing, at)
    parts = _Parts(session, closing, at).all()
    digest = _write(parts, closing, path, at, progress or Silent())
    lacking = tuple(one.kind for one in closing.open_items)
    return Archived(path, tuple(one.name for one in parts), digest, lacking)


class _Parts:
    """Collects what a class has; what it has not is left out."""

    def __init__(self, session: Session, closing: Closing, at: datetime):
        self._session = session
        self._closing = closing
        self._card = closing.overview.card
        self._at = at
        self._organiser = self._card.organizer or settings.load(session).organizer

    def all(self) -> list[_Part]:
        """The files in the order of the contents page, which comes first."""
        parts = [
            self._class_report(),
            self._timetable(),
            *self._sheets(),
            *self._photographs(),
            *(part for exam in self._closing.exams for part in self._exam(exam)),
            *self._certificates(),
            *self._evaluation(),
            *self._notice(),
        ]
        return [self._contents(parts), *parts]

    def _contents(self, parts: list[_Part]) -> _Part:
        def write(path: Path) -> None:
            draw_listing(path, _contents(self._closing, parts, self._organiser, self._at))

        return _Part("00-" + _("目录") + ".pdf", _("目录和结班清单"), write)

    def _class_report(self) -> _Part:
        def write(path: Path) -> None:
            write_class_report(self._closing.overview, path, at=self._at)

        return _Part("01-" + _("学员情况表") + ".xlsx", _("学员、汇总和手工更正"), write)

    def _timetable(self) -> _Part:
        def write(path: Path) -> None:
            draw_listing(path, _timetable(self._closing, self._organiser))

        return _Part("02-" + _("课程表") + ".pdf", _("课程表"), write)

    def _sheets(self) -> list[_Part]:
        """One sheet a day: it has a column for each lesson of that day."""
        first_of_day: dict[date, LessonRow] = {}
        for lesson in self._closing.overview.lessons:
            first_of_day.setdefault(clock.local(lesson.starts_at).date(), lesson)
        return [
            _Part(
                "03-" + _("签到表") + f"/{day:%Y-%m-%d}.pdf",
                _("{day} 签到表").format(day=day),
                self._sheet_writer(lesson.id),
            )
            for day, lesson in first_of_day.items()
        ]

    def _sheet_writer(self, lesson_id: str) -> Callable[[Path], object]:
        def write(path: Path) -> None:
            write_attendance_sheet(self._session, lesson_id=lesson_id, path=path, now=self._at)

        return write

    def _photographs(self) -> list[_Part]:
        lesson_ids = [one.id for one in self._closing.overview.lessons]
        parts = []
        for number, one in enumerate(evidence_rows(self._session, lesson_ids), start=1):
            folder = "04-" + _("照片凭证")
            whose = one.person or _("签到表")
            name = f"{folder}/{number:02}-{_safe(whose)}-{_safe(one.name)}"
            parts.append(_Part(name, _("{whose}照片").format(whose=whose), self._picture(one.id)))
        return parts

    def _picture(self, evidence_id: str) -> Callable[[Path], object]:
        def write(path: Path) -> None:
            path.write_bytes(photograph_of(self._session, evidence_id).content)

        return write

    def _exam(self, exam: ExamRow) -> list[_Part]:
        folder = "05-" + _("考试") + f"/{_safe(exam.title)}"
        marks = _Part(
            f"{folder}/" + _("成绩册") + ".xlsx",
            _("{exam}成绩册").format(exam=exam.title),
            self._marks_writer(exam.id),
        )
        papers = []
        for letter in paper_row(self._session, exam.paper_id).forms:
            for what, write in ((_("试卷"), write_paper), (_("答案"), write_key)):
                papers.append(
                    _Part(
                        f"{folder}/{what}-{letter}.pdf",
                        _("{exam}{what}（{letter} 卷）").format(
                            exam=exam.title, what=what, letter=letter
                        ),
                        self._paper_writer(write, exam, letter),
                    )
                )
        return [*papers, marks]

    def _paper_writer(
        self, write: Callable[..., object], exam: ExamRow, letter: str
    ) -> Callable[[Path], object]:
        printing = Printing(form=letter, exam_id=exam.id)
        return lambda path: write(self._session, exam.paper_id, path, printing)

    def _marks_writer(self, exam_id: str) -> Callable[[Path], object]:
        return lambda path: write_marks(mark_list(self._session, exam_id), path, at=self._at)

    def _certificates(self) -> list[_Part]:
        issued = certificates_of_class(self._session, self._card.id)
        if not issued:
            return []

        def write(path: Path) -> None:
            write_certificates(issued, path, certificate_design(self._session, self._card.id))

        words = _("证书存根 {count} 份").format(count=len(issued))
        return [_Part("06-" + _("证书") + ".pdf", words, write)]

    def _evaluation(self) -> list[_Part]:
        found = summary(self._session, self._card.id)
        if not found.forms:
            return []

        def write(path: Path) -> None:
            draw_evaluation_summary(path, _title_of(self._card), self._organiser, found)

        words = _("满意度汇总，问卷 {count} 份").format(count=found.forms)
        return [_Part("07-" + _("满意度汇总表") + ".pdf", words, write)]

    def _notice(self) -> list[_Part]:
        """As it was last written, under its own day; nothing where none was."""
        facts = kept_notice(self._session, self._card.id)
        if facts.signed_on is None:
            return []

        def write(path: Path) -> None:
            write_notice(
                self._session, class_id=self._card.id, facts=facts, path=path, now=self._at
            )

        return [_Part("08-" + _("培训通知") + ".pdf", _("培训通知和附件"), write)]


def _write(
    parts: list[_Part], closing: Closing, path: Path, at: datetime, progress: Progress
) -> str:
    """Write all parts into a zip, whole or not at all, and give its digest."""
    top = _safe(f"{closing.overview.card.code} {closing.overview.card.title}")
    moment = clock.local(at).timetuple()[:6]
    with TemporaryDirectory() as folder, replacing(path) as part_path:
        with zipfile.ZipFile(part_path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, part in enumerate(parts):
                progress.step(number, len(parts), _("正在归档：{what}").format(what=part.what))
                written = Path(folder) / f"{number}{Path(part.name).suffix}"
                part.write(written)
                entry = zipfile.ZipInfo(f"{top}/{part.name}", moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, written.read_bytes())
        digest = hashlib.sha256(part_path.read_bytes()).hexdigest()
    progress.step(len(parts), len(parts), _("归档完成"))
    return digest


def _contents(closing: Closing, parts: list[_Part], organiser: str, at: datetime) -> Listing:
    card = closing.overview.card
    checks = [
        f"{_(ITEM_NAMES[one.kind])}：{_(STATE_NAMES[one.state])}（{one.remark}）"
        for one in closing.items
    ]
    told = _("归档时间：{moment}").format(moment=f"{clock.local(at):%Y-%m-%d %H:%M}")
    return Listing(
        title=_("{title}培训档案目录").format(title=_title_of(card)),
        author=organiser,
        facts=(_("编号：{code}").format(code=card.code), told, *checks),
        columns=(
            Column(_("序号"), 14),
            Column(_("内容"), 74, Align.LEFT),
            Column(_("文件"), 86, Align.LEFT),
        ),
        rows=tuple(
            (str(number), part.what, part.name) for number, part in enumerate(parts, start=1)
        ),
        foot=organiser,
    )


def _timetable(closing: Closing, organiser: str) -> Listing:
    card = closing.overview.card
    rows = []
    for one in closing.overview.lessons:
        starts, ends = clock.local(one.starts_at), clock.local(one.ends_at)
        courses = _("、").join(one.courses)
        times = f"{starts:%H:%M}–{ends:%H:%M}"
        rows.append((f"{starts:%Y-%m-%d}", one.title, times, courses, one.venue, f"{one.hours:g}"))
    return Listing(
        title=_("{title}课程表").format(title=_title_of(card)),
        author=organiser,
        facts=(_("主办单位：{organiser}").format(organiser=organiser),),
        columns=(
            Column(_("日期"), 24),
            Column(_("场次"), 18),
            Column(_("时间"), 26),
            Column(_("课程"), 56, Align.LEFT),
            Column(_("地点"), 36, Align.LEFT),
            Column(_("学时"), 14),
        ),
        rows=tuple(rows),
        foot=organiser,
    )


def _title_of(card: ClassCard) -> str:
    return class_title_on_paper(card.name, card.number)


def _safe(name: str) -> str:
    """A name that every file system and every program that opens a zip takes."""
    return NOT_IN_NAMES.sub("_", name).strip(" .")[:LONGEST_NAME] or "_"
