"""培训通知: what only the sender knows, then a preview or a Word file."""

from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.texts import _
from dongan_training.training.notice_facts import NoticeFacts, kept_notice
from dongan_training.training.queries import ClassCard
from ui.kit import Button, FileKind, FormDialog, Page, Tone, row
from ui.kit.preview import preview
from ui.training import documents

WORD = FileKind("Word", (".docx",))
DAYS_BEFORE = 5  # the reply, before the first lesson


class NoticeDialog(FormDialog):
    """Places, timetable and reply form go with the notice; what is planned needs no typing.

    It stays open below its preview: who sees a slip there comes back to mend it.
    """

    stays_open = True

    def __init__(self, page: Page, card: ClassCard):
        super().__init__(_("培训通知"), _("预览和打印"), page)
        self._page, self._card = page, card
        self.shown: object | None = None
        self.setMinimumWidth(640)
        with page.desk.workspace.read() as session:
            known = kept_notice(session, card.id)
        self.addressee = QLineEdit(known.addressee or _("各乡镇党委，县直有关单位党组织："))
        self.row(_("主送单位"), self.addressee)
        self.contact = QLineEdit(known.contact)
        self.contact.setPlaceholderText(_("姓名和电话"))
        self.row(_("联系人"), self.contact)
        self.has_deadline = QCheckBox(_("写明回执截止日期"))
        self.deadline = _day_field(known.reply_by or _proposed_deadline(card))
        self.deadline.setAccessibleName(_("回执截止日期"))
        self.deadline.setEnabled(False)
        self.has_deadline.toggled.connect(self.deadline.setEnabled)
        self.has_deadline.setChecked(known.reply_by is not None)
        told = _("附件自动带上：报名回执，以及已定的课程安排和名额分配表。")
        self.row(_("回执"), row(self.has_deadline, self.deadline, None), told)
        self.signed_on = _day_field(known.signed_on or clock.local(clock.now()).date())
        self.row(_("落款日期"), self.signed_on)
        self.word = Button(_("存为 Word"), self.write_word, icon="file-text")
        self.cancel.parentWidget().layout().insertWidget(0, self.word)

    def facts(self) -> NoticeFacts:
        """What was typed."""
        until = self.deadline.date().toPython() if self.has_deadline.isChecked() else None
        signed_on = self.signed_on.date().toPython()
        return NoticeFacts(self.addressee.text(), self.contact.text(), until, signed_on)

    def write_word(self) -> None:
        """Write it where the user says, for offices that edit it."""
        name = _("{code} 培训通知.docx").format(code=self._card.code)
        path = self._page.desk.dialogs.save_file(self, _("存为 Word"), name, WORD)
        if path is None:
            return
        try:
            documents.write_notice_of(self._page.desk, self._card, self.facts(), path)
        except UserError as error:
            self.notice.show_text(str(error), Tone.BAD)
        else:
            self.notice.show_text(_("已存为“{path}”。").format(path=path.name), Tone.GOOD)

    def save(self) -> None:
        paper = documents.notice_paper(self._page.desk, self._card, self.facts())
        self.shown = preview(self._page, paper, over=self)


def _day_field(day: date) -> QDateEdit:
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setDisplayFormat("yyyy-MM-dd")
    field.setCalendarPopup(True)
    return field


def _proposed_deadline(card: ClassCard) -> date:
    """Some days before the first lesson; where that is near or over, today."""
    today = clock.local(clock.now()).date()
    start = clock.local(card.starts_at).date() if card.starts_at else today
    return max(start - timedelta(days=DAYS_BEFORE), today)
