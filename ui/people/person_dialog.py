"""One person as a form: to add, to read, to change."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.people import careers, photos, queries, reserve, roll
from dongan_training.people.careers import shown_day
from dongan_training.people.facts import DAYS, LABELS
from dongan_training.people.models import Gender
from dongan_training.people.organisations import places
from dongan_training.people.person_undo import Snapshot, snapshot
from dongan_training.people.queries import PersonCard
from dongan_training.texts import _
from ui.kit import Button, Desk, FormDialog, Question, Tone, Words, row
from ui.people.lines import EntryField, Lines, PostField
from ui.people.photo_box import PhotoBox

STATUSES = ("中共党员", "中共预备党员", "共青团员", "群众")
# The fields beside the name that are read as they stand in the form.
PLAIN = ("ethnicity", "post", "categories", "note")


class PersonDialog(FormDialog):
    """ID number and phone stand masked; who wants to see them is asked, and it is logged.

    All of the form is saved at once. ``before`` is then what it was, None of somebody new.
    """

    def __init__(self, desk: Desk, person_id: str | None, parent: QWidget | None = None):
        super().__init__(_("人员信息") if person_id else _("添加人员"), parent=parent)
        self.desk, self.person_id = desk, person_id
        self.before: Snapshot | None = None  # stays so where somebody was added
        self.after: Snapshot | None = None
        with desk.workspace.read() as session:
            self.card = queries.person_card(session, person_id) if person_id else None
            self._townships = places(session).townships
            self._read_lines(session)
        self.name, self.ethnicity = QLineEdit(), QLineEdit()
        self.gender, self.status, self.township = QComboBox(), QComboBox(), QComboBox()
        self.born, self.unit, self.post = QLineEdit(), QLineEdit(), QLineEdit()
        self.id_number, self.phone = QLineEdit(), QLineEdit()
        self.categories, self.note = QLineEdit(), QLineEdit()
        self.days = {field: QLineEdit(placeholderText="2021-03") for field in DAYS}
        self.reveal = Button(_("显示完整证件号"), self.show_in_full, icon="eye")
        self.reveal.setVisible(self.card is not None)
        self._offer_choices()
        self._build()
        if self.card:
            self._fill(self.card)
        self._place_before = self._place()
        self._birth_before = self._birth()

    def show_in_full(self) -> None:
        """Put ID number and phone unmasked into their fields, after asking."""
        assert self.person_id is not None, "the button is hidden while adding"
        question = Question(
            _("显示完整证件号和电话？"),
            _("会记入操作日志：谁、什么时候、看了谁的信息。"),
            _("显示"),
            _("请只在工作需要时查看，不要截图外传。"),
        )
        if not self.desk.dialogs.confirm(self, question):
            return
        with self.desk.workspace.begin() as session:
            numbers = roll.show_in_full(
                session, person_id=self.person_id, by=self.desk.actor, at=clock.now()
            )
        self.id_number.setText(numbers.id_number or "")
        self.phone.setText(numbers.phone or "")
        self.reveal.setEnabled(False)

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            by, now = self.desk.actor, clock.now()
            if self.person_id is None:
                person_id = roll.add_person(session, typed=self.typed(), by=by, at=now)
            else:
                person_id = self.person_id
                self.before = snapshot(session, person_id)
                roll.change_person(session, person_id=person_id, typed=self.typed(), by=by, at=now)
            self._save_lines(session, person_id)
        self.person_id = person_id
        with self.desk.workspace.read() as session:
            self.after = snapshot(session, person_id)

    def _save_lines(self, session: Session, person_id: str) -> None:
        by, now = self.desk.actor, clock.now()
        kept = [one.facts() for one in self.posts.lines if isinstance(one, PostField)]
        careers.keep_posts(session, person_id=person_id, wanted=kept, by=by, at=now)
        times = [one.facts() for one in self.reserve.lines if isinstance(one, EntryField)]
        reserve.keep_entries(session, person_id=person_id, wanted=times, by=by, at=now)
        content = self.photo.content
        if content == self._photo_before:
            return
        if content is None:
            photos.remove_photo(session, person_id=person_id, by=by, at=now)
        else:
            photos.keep_photo(session, person_id=person_id, content=content, by=by, at=now)

    def typed(self) -> dict[str, str]:
        """What the form says; fields that were left as they were are not in it."""
        typed = {name: getattr(self, name).text() for name in ("name", *PLAIN)}
        typed |= {name: field.text() for name, field in self.days.items()}
        typed["status"] = self.status.currentText()
        for name in ("id_number", "phone"):
            if text := getattr(self, name).text().strip():
                typed[name] = text
        if self.card is None or self._place() != self._place_before:
            typed["township"], typed["unit"] = self._place()
        if self.card is None or self._birth() != self._birth_before:
            typed["born"], typed["gender"] = self._birth()
        return typed

    def _place(self) -> tuple[str, str]:
        return self.township.currentText(), self.unit.text()

    def _birth(self) -> tuple[str, str]:
        return self.born.text(), str(self.gender.currentData())

    def _offer_choices(self) -> None:
        for words in roll.GENDER_WORDS.values():
            self.gender.addItem(_(words) or "—", words)
        self.gender.setCurrentIndex(self.gender.findData(roll.GENDER_WORDS[Gender.UNKNOWN]))
        self.status.addItems(["", *STATUSES])
        self.township.addItems(["", *self._townships])
        for field in (self.status, self.township):
            field.setEditable(True)
            field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def _read_lines(self, session: Session) -> None:
        """The posts beside the one on the roll, the times on reserve lists, and the photo."""
        lists = reserve.reserve_lists(session)
        told = "" if lists else _("还没有后备名单。可以在“更多”里建立。")
        self.posts = Lines(_("其他任职"), _("添加任职"), PostField)
        self.reserve = Lines(_("后备名单"), _("列入名单"), lambda: EntryField(lists), told)
        self._photo_before: bytes | None = None
        if self.person_id is not None:
            self._photo_before = photos.photo_of(session, self.person_id)
            for post in careers.posts_of(session, self.person_id):
                if post.id:
                    self.posts.put(PostField(post))
            for entry in reserve.entries(session, person_id=self.person_id):
                self.reserve.put(EntryField(lists, entry), may_go=False)
        self.photo = PhotoBox(self.desk, self._photo_before)
        self.photo.refused.connect(self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.notice.show_text(str(error), Tone.BAD)

    def _build(self) -> None:
        self.setMinimumWidth(860)
        self._pairs: list[tuple[Words, QWidget]] = []
        self.row(_("姓名"), self._pair(self.name, _("性别"), self.gender))
        told = _("证件号和电话留空不改，填“无”清除。") if self.card else ""
        self.row(_("身份证号"), row(self.id_number, self.reveal))
        self.row(_("联系电话"), self._pair(self.phone, _("出生年月"), self.born), told)
        self.row(_("民族"), self._pair(self.ethnicity, _("政治面貌"), self.status))
        self.row(_("乡镇"), self._pair(self.township, _("转入时间"), self.days["transferred"]))
        self.row(_("所在党组织"), self.unit, _("没有的党组织会新建。"))
        self.row(_("职务"), self._pair(self.post, _("任职时间"), self.days["post_since"]))
        joined, full = self.days["joined"], self.days["full_member"]
        self.row(_("入党时间"), self._pair(joined, _("转正时间"), full))
        self.row(_("类别"), self.categories, _("多个用顿号隔开，例如：支部书记、班子成员。"))
        self.row(_("备注"), self.note)
        self.row(_("其他任职"), self.posts)
        self.row(_("后备名单"), self.reserve)
        self.row(_("照片"), self.photo)
        widest = max(words.sizeHint().width() for words, _field in self._pairs)
        least = max(field.minimumSizeHint().width() for _words, field in self._pairs)
        for words, field in self._pairs:  # second fields of all lines begin at one edge
            words.setFixedWidth(widest)
            field.setMinimumWidth(least)
        self._name_fields()
        self.born.setPlaceholderText("1980-01")
        self.name.setFocus()

    def _pair(self, first: QWidget, label: str, second: QWidget) -> QWidget:
        words = Words(label)
        words.setBuddy(second)
        pair = row(first, words, second, spacing=12)
        self._pairs.append((words, second))
        pair.layout().setStretch(0, 3)
        pair.layout().setStretch(2, 2)
        return pair

    def _name_fields(self) -> None:
        """Several fields of this form share a line, so each is named for itself."""
        for field, name in (
            (self.name, _("姓名")),
            (self.gender, _("性别")),
            (self.id_number, _("身份证号")),
            (self.phone, _("联系电话")),
            (self.born, _("出生年月")),
            (self.ethnicity, _("民族")),
            (self.township, _("乡镇")),
            (self.status, _("政治面貌")),
            (self.post, _("职务")),
            *((field, _(LABELS[name])) for name, field in self.days.items()),
        ):
            field.setAccessibleName(name)

    def _fill(self, card: PersonCard) -> None:
        self.name.setText(card.name)
        self.gender.setCurrentIndex(self.gender.findData(roll.GENDER_WORDS[card.gender]))
        self.born.setText(str(card.born_on or ""))
        self.ethnicity.setText(card.ethnicity)
        self.status.setCurrentText(card.status)
        self.township.setCurrentText(card.path[1] if len(card.path) > 1 else "")
        self.unit.setText("".join(card.path[2:]))
        self.post.setText(card.post)
        self.categories.setText("、".join(card.categories))
        self.note.setText(card.note)
        for name, column in DAYS.items():
            self.days[name].setText(shown_day(getattr(card, column)))
        self.id_number.setPlaceholderText(card.id_number or "")
        self.phone.setPlaceholderText(card.phone or "")
