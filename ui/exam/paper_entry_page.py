"""录入纸质答卷: one line of letters for each person, checked while it is typed, twice."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from dongan_training import clock
from dongan_training.exam.answer_line import ReadLine, read_line, write_answer
from dongan_training.exam.candidate_view import ShownQuestion, form_questions
from dongan_training.exam.models import Attempt, Exam, PaperEntry
from dongan_training.exam.paper_entry import Entered, EntryRow, Typed, enter_paper, entry_list
from dongan_training.people.models import Person
from dongan_training.texts import N_, _, listed
from ui.exam.filter_chips import FilterChips
from ui.kit import (
    Card,
    Column,
    Desk,
    EmptyState,
    Page,
    PrimaryButton,
    Question,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tag,
    Tone,
    Words,
    row,
    spread_name,
)

FIRST, SECOND, DONE = "first", "second", "done"
TO_A_LINE = 10  # answers shown side by side, as on an answer sheet


class PaperEntryPage(Page):
    """People at the left, the line of the one who is marked at the right; Enter goes on."""

    title = N_("录入纸质答卷")
    shows = frozenset({Exam, Attempt, PaperEntry, Person})

    def __init__(self, desk: Desk, exam_id: str):
        super().__init__(desk)
        self.exam_id = exam_id
        self._shown = ""  # the person whose line is being typed
        with self.workspace.read() as session:
            exam = session.get_one(Exam, exam_id)
            self._title = exam.title
            letters = [one.letter for one in exam.paper.forms]
            self.questions: Mapping[str, tuple[ShownQuestion, ...]] = {
                letter: form_questions(session, exam_id, letter) for letter in letters
            }
        self.chips = FilterChips(
            [
                (FIRST, Tag(_("待录"), Tone.QUIET)),
                (SECOND, Tag(_("待复录"), Tone.ATTENTION)),
                (DONE, Tag(_("已有答卷"), Tone.GOOD)),
            ]
        )
        self.people = RowsModel(
            Column(_("序号"), "number", width=64, muted=True),
            Column(_("姓名"), "name", spread_name, bold=True),
            Column(_("卷"), "form", width=56),
            Column(_("进度"), "progress", tag=_same, sort=_by_kind, width=110),
            parent=self,
        )
        self.table = Table(self.people, "paper-entry")
        self._build(letters)
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            rows = entry_list(session, self.exam_id)
        self.set_title(self.title, self._title)
        lines = [_Line(one) for one in rows]
        self.people.show(lines)
        self.chips.show_counts(len(lines), Counter(one.kind for one in lines))
        if lines and self.table.current() is None:
            self.table.pick(0)
        self._filter()
        self._offer(self.table.current())

    def unsaved(self) -> str:
        line = self.table.current()
        if line is None or not self.line.text().strip():
            return ""
        return _("{name}的答题串").format(name=line.name)

    def save(self) -> None:
        """Keep the line that is typed; an unfinished one is refused in words."""
        self.enter()

    def enter(self) -> None:
        """Keep the line, and go on to the next person."""
        line = self.table.current()
        if line is None:
            return
        typed = Typed(line.id, self.form.currentText(), self.line.text())
        with self.explaining():
            with self.workspace.begin() as session:
                entered = enter_paper(
                    session, exam_id=self.exam_id, typed=typed, by=self.desk.actor, at=clock.now()
                )
            self.line.clear()
            self._tell(entered)
            if not entered.differing:
                self._go_on(line.id)
            self.line.setFocus()

    def _tell(self, entered: Entered) -> None:
        if entered.receipt is not None:
            told = _("{name}：两遍一致，已录入，回执码 {code}。")
            self.say(told.format(name=entered.name, code=entered.receipt.code))
        elif entered.differing:
            told = _("{name}：与上一遍不同的题：{list}。请对照答卷再录一遍。")
            numbers = listed(str(number) for number in entered.differing)
            self.say(told.format(name=entered.name, list=numbers), Tone.ATTENTION)
        else:
            told = _("{name}：第一遍已保存，请再录一遍。")
            self.say(told.format(name=entered.name), Tone.INFO)

    def _go_on(self, after: str) -> None:
        """Mark the next person in the list whose paper is still to be typed in."""
        ids = [one.id for one in self.people.rows]
        place = ids.index(after) if after in ids else -1
        for number in (*range(place + 1, len(ids)), *range(place + 1)):
            if self.people.rows[number].kind != DONE:
                self.table.pick(number)
                return

    def _offer(self, line: "_Line | None") -> None:
        if self._stays_with_half_a_line(line):
            return
        may_type = line is not None and line.kind != DONE
        for part in (self.form, self.line):
            part.setEnabled(may_type)
        shown = line.id if line else ""
        if shown != self._shown:  # a list read anew must not take away what is being typed
            self._shown = shown
            self.line.clear()
            self.who.setText("")
        if line is not None and not self.who.text():
            self.who.setText(_("{number} 号　{name}").format(number=line.number, name=line.name))
            self.form.setCurrentText(line.form)
        self._check()

    def _stays_with_half_a_line(self, line: "_Line | None") -> bool:
        """Somebody else was chosen, by mouse or by searching: ask before what is typed is lost."""
        typed = self.line.text().strip()
        if not typed or not self._shown or (line is not None and line.id == self._shown):
            return False
        question = Question(
            _("放弃这份答卷已键入的内容？"),
            _("{who}的答题串还没有录入，换人后会丢失：{typed}").format(
                who=self.who.text(), typed=typed
            ),
            _("放弃并换人"),
        )
        if self.desk.dialogs.confirm(self, question):
            return False
        ids = [one.id for one in self.people.rows]
        if self._shown in ids:
            self.table.pick(ids.index(self._shown))
        self.line.setFocus()
        return True

    def _check(self) -> None:
        """Show what the line says so far, and the first thing that cannot be."""
        questions = self.questions[self.form.currentText()]
        read = read_line(questions, self.line.text())
        line = self.table.current()
        self.read.setText(_as_sheet(questions, read))
        self.submit.setEnabled(read.is_whole and line is not None and line.kind != DONE)
        if read.slip is not None:
            told = _("第 {number} 题：{told}").format(number=read.slip.number, told=read.slip.told)
            self.state.set_look("bad")
        else:
            told = _("已录 {given} 题，共 {all} 题").format(
                given=len(read.values), all=read.questions
            )
            self.state.set_look("good" if read.is_whole else "muted")
        self.state.setText(told)

    def _filter(self) -> None:
        kind = self.chips.kind

        def fits(line: "_Line") -> bool:
            return line.kind == kind

        self.people.filter(self.search.text(), fits if kind else None)

    def _build(self, letters: list[str]) -> None:
        self.search = SearchField(_("序号、姓名"))
        self.search.setFixedWidth(160)
        self.table.set_empty(EmptyState("users", _("这个班还没有学员。")))
        self.who = Words("", "title")
        self.form = QComboBox()
        self.form.addItems(letters)
        self.form.setAccessibleName(_("卷别"))
        self.line = QLineEdit()
        self.line.setProperty("large", True)
        self.line.setAccessibleName(_("答题串"))
        self.state = Words("", "muted").wrapped()
        self.read = Words("").wrapped()
        self.read.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.submit = PrimaryButton(_("保存，下一位"), self.enter)
        card = Card(_("答题串"))
        hint = _(
            "按题号顺序录入，例如 BADC AC ABD √× [五/警告] -。单选一题一个字母；多选一题一组；"
            "判断写 √ × 或 T F；填空写在方括号里，空与空之间用“/”；没有作答写“-”。"
            "每人录两遍，一致才算数。"
        )
        card.body.addWidget(row(self.who, None, Words(_("卷别"), "muted"), self.form))
        for part in (self.line, self.state, self.read):
            card.body.addWidget(part)
        card.body.addStretch(1)
        card.body.addWidget(Words(hint, "small").wrapped())
        card.body.addWidget(row(None, self.submit))
        both = row(TableCard(self.table, self.search, self.chips), card, spacing=16)
        both.layout().setStretch(0, 5)
        both.layout().setStretch(1, 6)
        self.body.addWidget(both, 1)
        self.keyboard_first = self.line
        self.line.textChanged.connect(self._check)
        self.line.returnPressed.connect(self.submit.click)
        self.form.currentIndexChanged.connect(self._check)
        self.search.searched.connect(self._filter)
        self.chips.chosen.connect(self._filter)
        self.table.picked.connect(self._offer)
        self.table.opened.connect(self._start_typing)

    def _start_typing(self, _line: "_Line") -> None:
        self.line.setFocus()


class _Line:
    """One person as the table shows them."""

    def __init__(self, entry: EntryRow):
        self.id, self.number, self.name, self.form = entry.id, entry.number, entry.name, entry.form
        self.kind = DONE if entry.is_done else SECOND if entry.times else FIRST
        told = {
            DONE: Tag(_("已有答卷"), Tone.GOOD),
            SECOND: Tag(_("录了 {n} 遍").format(n=entry.times), Tone.ATTENTION),
            FIRST: Tag(_("待录"), Tone.QUIET),
        }
        self.progress = told[self.kind]


def _as_sheet(questions: tuple[ShownQuestion, ...], read: ReadLine) -> str:
    """Write what was understood by question number, some to a line, as answer sheets do."""
    told = [
        f"{one.number} {write_answer(one, read.values[one.item_id])}"
        for one in questions
        if one.item_id in read.values
    ]
    lines = [told[start : start + TO_A_LINE] for start in range(0, len(told), TO_A_LINE)]
    return "\n".join("　".join(line) for line in lines)


def _same(tag: Tag) -> Tag:
    return tag


def _by_kind(line: _Line) -> str:
    return line.kind
