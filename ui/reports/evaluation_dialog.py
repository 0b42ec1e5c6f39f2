"""满意度: forms typed in by digits, one a line, with the summary growing beside them."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from dongan_training import clock, settings
from dongan_training.attendance.evaluation import (
    DIMENSIONS,
    LEVELS,
    count_forms,
    questions_of,
    read_form,
    record_form,
    summary,
    take_last_back,
)
from dongan_training.progress import Progress
from dongan_training.texts import _
from dongan_training.training.class_names import class_title_on_paper
from dongan_training.training.queries import ClassCard
from ui.kit import (
    Button,
    Column,
    Desk,
    Page,
    PrimaryButton,
    RowsModel,
    Table,
    Words,
    WorkDialog,
    row,
    stack,
)


class EvaluationDialog(WorkDialog):
    """The keyboard stays in the field: digits, Enter, the next form."""

    def __init__(self, desk: Desk, card: ClassCard, parent: Page):
        super().__init__(_("满意度问卷"), parent)
        self._desk = desk
        self._card = card
        self._page = parent
        self.resize(760, 600)
        self.typed = QLineEdit()
        self.typed.setAccessibleName(_("一份问卷"))
        self.count = Words("", "heading")
        self.rows = RowsModel(
            Column(_("项目"), "question", _question, bold=True),
            *(
                Column(_(words), "counts", _level(place), width=84)
                for place, words in enumerate(LEVELS.values())
            ),
            Column(_("满意率"), "satisfied", _share, width=84),
            parent=self,
        )
        self.table = Table(self.rows, "evaluation")
        self.table.setToolTip("")
        self.enter = PrimaryButton(_("录入"), self.save)
        self.undo = Button(_("删除上一份"), self.take_back, icon="undo-2")
        self.form = Button(_("打印问卷"), self.show_form, icon="printer")
        self.paper = Button(_("汇总表"), self.show_summary, icon="file-text")
        with desk.workspace.read() as session:
            self.questions = questions_of(session, card.id)
        self.typed.setPlaceholderText(
            _("{count} 个数字，可接意见，例如：{example} 讲得好").format(
                count=len(self.questions), example="4" * len(self.questions)
            )
        )
        self.typed.returnPressed.connect(self.save)
        self._lay_out()
        self._read()
        self.typed.setFocus()

    def save(self) -> None:
        """Store the form typed."""
        with self.explaining():
            form = read_form(self.questions, self.typed.text())
            with self._desk.workspace.begin() as session:
                record_form(
                    session,
                    class_id=self._card.id,
                    form=form,
                    by=self._desk.actor,
                    at=clock.now(),
                )
            self.notice.hide()
            self.typed.clear()
            self._read()

    def reject(self) -> None:
        """Close; half a form that was typed is not dropped without asking."""
        if self.typed.text().strip():
            self.ask_to_drop()
        else:
            super().reject()

    def take_back(self) -> None:
        """Delete the form entered last."""
        with self.explaining():
            with self._desk.workspace.begin() as session:
                take_last_back(session, class_id=self._card.id, by=self._desk.actor, at=clock.now())
            self._read()
            self.typed.setFocus()

    def show_form(self) -> None:
        """Show the form before it is printed."""
        self._preview(_("满意度问卷"), _draw_form)

    def show_summary(self) -> None:
        """Show the summary before it is printed."""
        self._preview(_("满意度汇总表"), _draw_summary)

    def _preview(self, title: str, draw) -> None:  # type: ignore[no-untyped-def]  # see below
        from ui.kit.preview import Document, preview  # loads the PDF reader

        desk, card = self._desk, self._card

        def work(path: Path, progress: Progress) -> None:
            draw(desk, card, path)

        name = f"{card.code} {title}.pdf"
        self.shown = preview(self._page, Document(title, name, work), self)

    def _read(self) -> None:
        with self._desk.workspace.read() as session:
            found = summary(session, self._card.id)
            total = count_forms(session, self._card.id)
        self.rows.show(found.questions)
        words = _("已录入 {count} 份").format(count=total)
        if found.satisfied is not None:
            words += "　" + _("总体满意率 {share:.1%}").format(share=found.satisfied)
        self.count.setText(words)
        self.undo.setEnabled(total > 0)
        self.paper.setEnabled(total > 0)

    def _lay_out(self) -> None:
        told = _("从上到下录入：4 很满意、3 满意、2 基本满意、1 不满意、0 未填。不记名。")
        hint = Words(told, "muted")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.typed, 1)
        line.addWidget(self.enter)
        body = self._body
        body.addWidget(stack(Words(self._card.title, "muted"), hint.wrapped(), spacing=4))
        body.addLayout(line)
        body.addWidget(row(self.count, None, self.undo))
        body.addWidget(self.table, 1)
        close = Button(_("关闭"), self.reject)
        body.addWidget(row(self.form, self.paper, None, close))


def _draw_form(desk: Desk, card: ClassCard, path: Path) -> None:
    from dongan_training.attendance.evaluation_sheet import (  # loads fonts
        EvaluationPaper,
        draw_evaluation_form,
    )

    with desk.workspace.read() as session:
        organiser = card.organizer or settings.load(session).organizer
        questions = tuple(questions_of(session, card.id))
    title = class_title_on_paper(card.name, card.number)
    draw_evaluation_form(path, EvaluationPaper(title, organiser, questions))


def _draw_summary(desk: Desk, card: ClassCard, path: Path) -> None:
    from dongan_training.attendance.evaluation_sheet import draw_evaluation_summary  # loads fonts

    with desk.workspace.read() as session:
        organiser = card.organizer or settings.load(session).organizer
        found = summary(session, card.id)
    title = class_title_on_paper(card.name, card.number)
    draw_evaluation_summary(path, title, organiser, found)


def _question(name: str) -> str:
    return _(name) if name in DIMENSIONS else name


def _level(place: int):  # type: ignore[no-untyped-def]  # a Column.text
    def shown(counts: tuple[int, ...]) -> str:
        return str(counts[place])

    return shown


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
