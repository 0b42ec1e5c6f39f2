"""The form for an edition in the register: a new regulation, a new edition, or other facts."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from dongan_training import clock
from dongan_training.bank.regulations import keeping
from dongan_training.bank.regulations.keeping import YEARS
from dongan_training.bank.regulations.register import Edition, EditionName
from dongan_training.bank.regulations.typed import TypedFacts, typed_edition, typed_facts
from dongan_training.texts import _
from ui.kit import Desk, FormDialog


class EditionFields:
    """The fields of one edition, put into whatever form needs them."""

    def __init__(self, year: int):
        self.year = QSpinBox(minimum=YEARS[0], maximum=YEARS[-1], value=year)
        self.in_force = QLineEdit(placeholderText=_("如 2024-01-01"))
        self.issued = QLineEdit(placeholderText=_("如 2023-12-19"))
        self.articles = QLineEdit(placeholderText=_("如 158"))
        self.chapters = _text(_("第一章 总则=1-6"), 92)
        self.source = _text(_("谁在何时印发，从哪里核对"), 56)

    @property
    def facts(self) -> tuple[QWidget, ...]:
        """All but the year."""
        return (self.in_force, self.issued, self.articles, self.chapters, self.source)

    def show_facts(self, typed: TypedFacts) -> None:
        """Begin with these."""
        self.in_force.setText(typed.in_force)
        self.issued.setText(typed.issued)
        self.articles.setText(typed.articles)
        self.chapters.setPlainText(typed.chapters)
        self.source.setPlainText(typed.source)

    def edition(self, title: str) -> Edition:
        """The edition as typed; raises what ``typed_edition`` raises."""
        typed = TypedFacts(
            in_force=self.in_force.text(),
            issued=self.issued.text(),
            articles=self.articles.text(),
            chapters=self.chapters.toPlainText(),
            source=self.source.toPlainText(),
        )
        return typed_edition(EditionName(title, self.year.value()), typed)


class EditionDialog(FormDialog):
    """With ``edition`` its facts are changed; with a title alone it gets one more edition."""

    def __init__(
        self,
        desk: Desk,
        title: str = "",
        edition: Edition | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(_heading(title, edition), _("登记"), parent)
        self.setMinimumWidth(560)
        self.desk = desk
        self.known = title
        self.edition = edition
        self.name = EditionName(title, 0)
        self.title = QLineEdit(placeholderText=_("不带书名号"))
        self.fields = EditionFields(edition.year if edition else clock.local(clock.now()).year)
        if edition is not None:
            self.fields.show_facts(typed_facts(edition))
            self.fields.year.setEnabled(False)
        self._build()

    def save(self) -> None:
        told = self.fields.edition(self.known or self.title.text())
        by, at = self.desk.actor, clock.now()
        with self.desk.workspace.begin() as session:
            if self.edition is not None:
                keeping.change_edition(session, edition=told, by=by, at=at)
                self.name = told.name
            elif self.known:
                self.name = keeping.add_edition(session, edition=told, by=by, at=at)
            else:
                self.name = keeping.add_regulation(session, edition=told, by=by, at=at)

    def _build(self) -> None:
        fields = self.fields
        self.title.setText(self.known)
        self.title.setEnabled(not self.known)
        self.row(_("法规名称"), self.title)
        self.row(
            _("版本（年份）"), fields.year, _("通过、修订或印发的那一年，引用时写在名称后面。")
        )
        self.row(_("施行日期"), fields.in_force)
        self.row(_("印发日期"), fields.issued)
        self.row(_("一共几条"), fields.articles, _("不分条的写 0，不知道就空着。"))
        self.row(_("各章"), fields.chapters, _("一行一章，名称后面写起止条号；没有核对过就空着。"))
        self.row(_("来源"), fields.source)
        firsts = (self.title, fields.year, fields.in_force)
        next(one for one in firsts if one.isEnabled()).setFocus()


def _heading(title: str, edition: Edition | None) -> str:
    if edition is not None:
        return _("修改这一版")
    return _("添加版本") if title else _("添加法规")


def _text(hint: str, height: int) -> QPlainTextEdit:
    field = QPlainTextEdit(placeholderText=hint)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    return field
