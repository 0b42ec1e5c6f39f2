"""What the exam room shows beside the sitting: sign in, is it you, instructions, receipt."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from dongan_training import clock
from dongan_training.bank.scoring import plain_number
from dongan_training.exam.candidate_view import ExamNotice
from dongan_training.exam.handing_in import Receipt
from dongan_training.exam.signing_in import Candidate
from dongan_training.texts import _, sentences
from ui.kit import Banner, Button, Card, Picture, PrimaryButton, QuietButton, Words, row

WIDTH = 620
BACK_AFTER_MS = 30_000
LOW = 560  # pixels of height below which a panel makes itself small
FOOT_MARGIN = 12


class RoomPanel(QScrollArea):
    """A card in the middle of the screen, below the name of the exam.

    It scrolls where the screen is small or strongly enlarged.
    """

    def __init__(self, title: str, subtitle: str = ""):
        super().__init__()
        self.card = Card()
        self.card.setFixedWidth(WIDTH)
        self._picture: Picture | None = None
        self._kept: Button | None = None
        name = Words(title)
        name.setObjectName("exam-heading")
        content = QWidget()
        content.setObjectName("pages")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = self.body = QVBoxLayout(content)
        body.addStretch(2)
        for words in (name, Words(subtitle, "muted")):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            body.addWidget(words)
        body.addWidget(row(None, self.card, None))
        body.addStretch(3)

    def add_picture(self, picture: Picture) -> None:
        """Put a sign into the card; it is the first to go where there is little room."""
        self._picture = picture
        self.card.body.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)

    def keep_in_sight(self, button: Button) -> None:
        """Put a button at the end of the card; where there is little room it does not scroll."""
        self._kept = button
        self.card.body.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < LOW  # not the viewport's: that shrinks for the button kept in sight
        self.card.body.setContentsMargins(*(24, 16, 24, 16) if low else (40, 36, 40, 36))
        self.card.body.setSpacing(8 if low else 18)
        self.body.setSpacing(4 if low else 12)
        if self._picture is not None:
            self._picture.setVisible(not low)
        if self._kept is not None:
            self._place(self._kept, low)

    def _place(self, button: Button, low: bool) -> None:
        if low == (button.parent() is not self):
            had_focus = self.window().focusWidget() is button
            if low:
                button.setParent(self)
            else:
                self.card.body.addWidget(button)
            button.show()
            if had_focus:
                button.setFocus()
        high = button.sizeHint().height()
        self.setViewportMargins(0, 0, 0, high + 2 * FOOT_MARGIN if low else 0)
        if low:
            wide = min(WIDTH, self.viewport().width() - 2 * FOOT_MARGIN)
            top = self.height() - high - FOOT_MARGIN
            button.setGeometry((self.viewport().width() - wide) // 2, top, wide, high)

    def large(self, text: str, name: str) -> Words:
        """Words to be read from a step away; ``name`` is what the style sheet calls them."""
        words = Words(text).wrapped()
        words.setObjectName(name)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return words


class SignInPanel(RoomPanel):
    """Waits for a badge or an exam code; the keyboard is always in the field."""

    entered = Signal(str)

    def __init__(self, notice: ExamNotice, leave):
        super().__init__(notice.title, _summary(notice))
        self.notice = Banner().large()
        self.field = QLineEdit()
        self.field.setAccessibleName(_("胸牌、考试码，或姓名加身份证号末四位"))
        self.field.setObjectName("exam-code")
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.enter = PrimaryButton(_("登录"), self._enter).large()
        head = self.large(_("请扫描胸牌，或输入考试码"), "exam-subheading")
        self.add_picture(Picture("scan-qr-code", 56))
        for part in (head, self.field, self.notice, self.enter):
            self.card.body.addWidget(part)
        told = _("考试码印在监考人员的名单上，字母不分大小写。也可以输入姓名和身份证号末四位。")
        hint = Words(told, "muted").wrapped()
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.card.body.addWidget(hint)
        self.leave = QuietButton(_("监考人员退出考场"), leave, icon="log-out")
        self.leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignHCenter)
        self.field.returnPressed.connect(self._enter)

    def clear(self) -> None:
        """Be ready for the next person."""
        self.field.clear()
        self.notice.clear()
        self.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()

    def _enter(self) -> None:
        text = self.field.text().strip()
        self.field.clear()
        self.field.setFocus()
        self.notice.clear()
        if text:
            self.entered.emit(text)


class ConfirmPanel(RoomPanel):
    """Is it you? Name and unit, large."""

    confirmed = Signal()
    refused = Signal()

    def __init__(self, notice: ExamNotice, candidate: Candidate):
        super().__init__(notice.title, _summary(notice))
        place = [_("第 {number} 号").format(number=candidate.number)]
        if candidate.seat:
            place.append(_("座位 {seat}").format(seat=candidate.seat))
        self.name = self.large(candidate.name, "exam-name")
        unit = self.large(candidate.unit, "exam-subheading")
        number = Words("　".join(place), "muted")
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ask = Words(_("请核对姓名和单位。"), "muted")
        ask.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.no = Button(_("不是我"), self.refused.emit).large()
        self.yes = PrimaryButton(_("是我，继续"), self.confirmed.emit).large()
        for part in (self.name, unit, number, ask, row(self.no, None, self.yes)):
            self.card.body.addWidget(part)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.yes.setFocus()


class NoticePanel(RoomPanel):
    """The instructions (考试须知), and the button that starts the clock."""

    started = Signal()

    def __init__(self, notice: ExamNotice, candidate: Candidate):
        super().__init__(notice.title, candidate.name)
        goes_on = bool(candidate.attempt_id)
        self.card.body.addWidget(self.large(_("考试须知"), "exam-subheading"))
        for line in _rules(notice, candidate.extra_minutes):
            words = Words(line).wrapped()
            words.setObjectName("exam-rule")
            self.card.body.addWidget(words)
        self.start = PrimaryButton(_("继续答题") if goes_on else _("开始考试"), self.started.emit)
        self.keep_in_sight(self.start.large())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.start.setFocus()


class ReceiptPanel(RoomPanel):
    """Handed in: the receipt with its code; gives way to the next person by itself.

    Where each person has a machine it ``stays`` until an invigilator presses the button.
    """

    finished = Signal()

    def __init__(
        self,
        notice: ExamNotice,
        receipt: Receipt,
        *,
        stays: bool = False,
    ):
        super().__init__(notice.title, "")
        self._stays = stays
        said = _("时间到，已自动交卷") if receipt.timed_out else _("交卷成功")
        facts = _("{name}　答题 {answered} / {questions}　{time}").format(
            name=receipt.name,
            answered=receipt.answered,
            questions=receipt.questions,
            time=f"{clock.local(receipt.handed_in_at):%H:%M:%S}",
        )
        told = Words(facts)
        hint = Words(_("回执码，如有疑问请凭它查询"), "muted")
        for words in (told, hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code = self.large(receipt.code, "exam-name")
        self.score = self.large(_score(receipt), "exam-subheading")
        self.score.setVisible(receipt.score is not None)
        self.next = PrimaryButton(_("下一位"), self.finished.emit).large()
        self.add_picture(Picture("circle-check", 64, "good"))
        for part in (
            self.large(said, "exam-heading"),
            told,
            self.score,
            hint,
            self.code,
            self.next,
        ):
            self.card.body.addWidget(part)
        self._rest = QTimer(self, singleShot=True, interval=BACK_AFTER_MS)
        self._rest.timeout.connect(self.finished)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.next.setFocus()
        if not self._stays:
            self._rest.start()


def _score(receipt: Receipt) -> str:
    if receipt.score is None:
        return ""
    return _("成绩 {score} 分，满分 {full} 分").format(
        score=plain_number(receipt.score), full=plain_number(receipt.full_marks)
    )


def _summary(notice: ExamNotice) -> str:
    return _("{questions} 题　满分 {full} 分　{minutes} 分钟").format(
        questions=notice.questions, full=plain_number(notice.full_marks), minutes=notice.minutes
    )


def _rules(notice: ExamNotice, extra_minutes: int) -> list[str]:
    rules = [
        _("共 {questions} 题，满分 {full} 分，{mark} 分及格，时间 {minutes} 分钟。").format(
            questions=notice.questions,
            full=plain_number(notice.full_marks),
            mark=plain_number(notice.pass_mark),
            minutes=notice.minutes,
        )
    ]
    if extra_minutes:
        rules.append(_("您另有 {minutes} 分钟加时。").format(minutes=extra_minutes))
    if notice.rule:
        rules.append(_("多选题{rule}。").format(rule=notice.rule))
    rules += [
        _("点选项所在的整行作答，也可以按数字键或字母键；左右方向键换题。"),
        _("每答一题立即保存，看到“答案已保存”就不会丢。电脑断电后重新登录，可接着答，时间不多算。"),
        _handing_in(notice),
    ]
    books = _("开卷考试，可以查阅资料。") if notice.open_book else _("闭卷考试，不得查阅资料。")
    rules.append(sentences([books, _("离开考试画面会记入考场记录。需要帮助请点“我要举手”。")]))
    return [f"{number}. {text}" for number, text in enumerate(rules, start=1)]


def _handing_in(notice: ExamNotice) -> str:
    told = [_("时间到自动交卷，交卷后不能再改。")]
    if notice.earliest_hand_in:
        earliest = _("开考满 {minutes} 分钟可以交卷。")
        told.insert(0, earliest.format(minutes=notice.earliest_hand_in))
    told.append(_("交卷后显示成绩。") if notice.shows_result else _("成绩以后公布。"))
    return sentences(told)
