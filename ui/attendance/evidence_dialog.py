"""凭证: the photographs kept for a lesson, one at a time, and the way to add another."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.attendance.evidence import (
    EvidenceRow,
    evidence_rows,
    keep_evidence,
    photograph_of,
    read_photograph,
)
from dongan_training.attendance.queries import LessonChoice, remaining_choice
from dongan_training.attendance.sheet_code import (
    ForgedSheet,
    SheetOfAnotherCounty,
    SheetPage,
    read_sheet_code,
)
from dongan_training.saving import save_whole
from dongan_training.texts import _
from ui import theme
from ui.attendance.photo_field import PHOTOS
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    Question,
    RowsModel,
    Table,
    Tone,
    WorkDialog,
    beside,
    moment_text,
    row,
)


class EvidenceDialog(WorkDialog):
    """Pictures are read one by one, when somebody looks at them."""

    def __init__(self, desk: Desk, lesson: LessonChoice, parent: QWidget | None = None):
        super().__init__(_("照片凭证"), parent)
        self._desk = desk
        self._lesson = lesson
        self.resize(900, 560)
        self.rows = RowsModel(
            Column(_("用途"), "person", _whose, bold=True, width=150),
            Column(_("文件"), "name"),
            Column(_("保存时间"), "added_at", moment_text, muted=True, width=170),
            parent=self,
        )
        self.table = Table(self.rows, "evidence")
        advice = _("补录时可以附上签到表的照片，请假时可以附上证明的照片。")
        self.table.set_empty(EmptyState("camera", _("这一课还没有照片。"), advice=advice))
        self.picture = _PictureView()
        self.add = Button(_("添加签到表照片"), self.add_sheet, icon="plus")
        self.save = Button(_("另存为"), self.save_picture, icon="download")
        self.table.picked.connect(self._show)
        self._lay_out()
        self._read()

    def add_sheet(self) -> None:
        """Keep a photograph of the signed sheet."""
        path = self._desk.dialogs.open_file(self, _("添加签到表照片"), PHOTOS)
        if path is None:
            return
        with self.explaining():
            photograph = read_photograph(path)
            doubt = self._doubt(path)
            if doubt and not self._desk.dialogs.confirm(self, _keep_it(doubt)):
                return
            with self._desk.workspace.begin() as session:
                keep_evidence(
                    session,
                    lesson_id=self._lesson.id,
                    photograph=photograph,
                    by=self._desk.actor,
                    at=clock.now(),
                )
            self._read()

    def _doubt(self, path: Path) -> str:
        """What speaks against keeping this picture here.

        A sheet of the whole day is right too, and one of the whole class on each of its days.
        """
        from dongan_training.attendance.scanning import read_codes  # brings Pillow and zxing

        texts = [code.text for code in read_codes(path)]
        try:
            found = [read_sheet_code(self._desk.workspace.vault, text) for text in texts]
        except (ForgedSheet, SheetOfAnotherCounty) as error:
            return error.told()
        with self._desk.workspace.read() as session:
            pages = [(page, remaining_choice(session, page.lesson_id)) for page in found if page]
        if not pages or any(self._belongs_here(*one) for one in pages):
            return ""
        lesson = pages[0][1]
        if lesson is None:
            return _("照片上的签到表属于一节已经删除的课。")
        return _("照片上的签到表属于“{name}”{lesson}（{time}），不是这一课。").format(
            name=lesson.class_title,
            lesson=lesson.title,
            time=moment_text(lesson.starts_at),
        )

    def _belongs_here(self, page: SheetPage, other: LessonChoice | None) -> bool:
        if other is None or other.class_id != self._lesson.class_id:
            return False
        return page.is_of_class or other.is_today(self._lesson.starts_at)

    def save_picture(self) -> None:
        """Write the picture shown into a file."""
        shown = self.table.current()
        path = self._desk.dialogs.save_file(self, _("另存为"), shown.name) if shown else None
        if shown is None or path is None:
            return
        with self._desk.workspace.read() as session:
            content = photograph_of(session, shown.id).content
        with self.explaining():
            save_whole(path, content)
            self.notice.show_text(_("已保存到“{path}”。").format(path=path), Tone.GOOD)

    def _read(self) -> None:
        with self._desk.workspace.read() as session:
            self.rows.show(evidence_rows(session, [self._lesson.id]))
        self.save.setEnabled(self.rows.rowCount() > 0)
        self.table.pick(self.rows.rowCount() - 1)

    def _show(self, shown: EvidenceRow | None) -> None:
        image = QImage()
        if shown is not None:
            with self._desk.workspace.read() as session:
                image = QImage.fromData(photograph_of(session, shown.id).content)
        self.picture.show_image(image, shown.name if shown else "")

    def _lay_out(self) -> None:
        close = Button(_("关闭"), self.accept)
        self._body.addWidget(beside((self.table, 460, 1), (self.picture, 320, 1)), 1)
        self._body.addWidget(row(self.add, self.save, None, close))


class _PictureView(QWidget):
    """The whole picture, as large as the room allows."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setMinimumSize(260, 220)

    def show_image(self, image: QImage, name: str) -> None:
        self._image = image
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.color("ground"))
            if self._image.isNull():
                return
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawImage(self.rect().adjusted(left, top, -left, -top), self._image)


def _keep_it(doubt: str) -> Question:
    loss = doubt + _("存在这里，查证时会对不上。")
    return Question(_("签到表的编号和这一课不符。"), loss, _("仍然保存"))


def _whose(person: str) -> str:
    return person or _("签到表")
