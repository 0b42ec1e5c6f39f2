"""One person as a form: to add, to read, to change."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dongan_training import clock
from dongan_training.people import queries, roll
from dongan_training.people.models import Gender
from dongan_training.people.organisations import places
from dongan_training.people.queries import PersonCard
from dongan_training.texts import _
from ui.kit import Button, Desk, FormDialog, Question, Words, row

STATUSES = ("中共党员", "中共预备党员", "共青团员", "群众")
# The fields beside the name that are read as they stand in the form.
PLAIN = ("ethnicity", "post", "categories", "note")


class PersonDialog(FormDialog):
    """ID number and phone stand masked; who wants to see them is asked, and it is logged."""

    def __init__(self, desk: Desk, person_id: str | None, parent: QWidget | None = None):
        super().__init__(_("人员信息") if person_id else _("添加人员"), parent=parent)
        self.desk, self.person_id = desk, person_id
        with desk.workspace.read() as session:
            self.card = queries.person_card(session, person_id) if person_id else None
            self._townships = places(session).townships
        self.name, self.ethnicity = QLineEdit(), QLineEdit()
        self.gender, self.status, self.township = QComboBox(), QComboBox(), QComboBox()
        self.born, self.unit, self.post = QLineEdit(), QLineEdit(), QLineEdit()
        self.id_number, self.phone = QLineEdit(), QLineEdit()
        self.categories, self.note = QLineEdit(), QLineEdit()
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
            if self.person_id is None:
                roll.add_person(session, typed=self.typed(), by=self.desk.actor, at=clock.now())
            else:
                roll.change_person(
                    session,
                    person_id=self.person_id,
                    typed=self.typed(),
                    by=self.desk.actor,
                    at=clock.now(),
                )

    def typed(self) -> dict[str, str]:
        """What the form says; fields that were left as they were are not in it."""
        typed = {name: getattr(self, name).text() for name in ("name", *PLAIN)}
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

    def _build(self) -> None:
        self.setMinimumWidth(680)
        self.row(_("姓名"), self._pair(self.name, _("性别"), self.gender))
        self.row(_("身份证号"), row(self.id_number, self.reveal))
        self.row(_("联系电话"), self.phone)
        self.row(_("出生年月"), self._pair(self.born, _("民族"), self.ethnicity))
        self.row(_("乡镇"), self._pair(self.township, _("政治面貌"), self.status))
        self.row(_("所在党组织"), self.unit, _("没有的党组织会新建。"))
        self.row(_("职务"), self.post)
        self.row(_("类别"), self.categories, _("多个用顿号隔开，例如：支部书记、班子成员。"))
        self.row(_("备注"), self.note)
        self._name_fields()
        self.born.setPlaceholderText("1980-01")
        self.name.setFocus()

    def _pair(self, first: QWidget, label: str, second: QWidget) -> QWidget:
        words = Words(label)
        words.setBuddy(second)
        pair = row(first, words, second, spacing=12)
        pair.layout().setStretch(0, 3)
        pair.layout().setStretch(2, 2)
        return pair

    def _name_fields(self) -> None:
        """Several fields of this form share a line, so each is named for itself."""
        for field, name in (
            (self.name, _("姓名")),
            (self.gender, _("性别")),
            (self.id_number, _("身份证号")),
            (self.born, _("出生年月")),
            (self.ethnicity, _("民族")),
            (self.township, _("乡镇")),
            (self.status, _("政治面貌")),
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
        unchanged = _("{masked}　留空不改，填“无”清除")
        for field, masked in ((self.id_number, card.id_number), (self.phone, card.phone)):
            field.setPlaceholderText(unchanged.format(masked=masked) if masked else "")
