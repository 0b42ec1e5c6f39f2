"""What stands around a review: the start, why a file cannot be read, and the foot."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from dongan_training.bank.subjects import places_shown
from dongan_training.sheets import kinds
from dongan_training.texts import _
from ui.bank.blank_forms import BlankFormButton
from ui.kit import Button, Desk, EmptyState, Page, PrimaryButton, State, Words, beside, row
from ui.kit.parts import Slot


def start_state(page: Page, choose: Slot, paste: Slot, go_on: Slot, waiting: int) -> EmptyState:
    """Ask for a file, for text, or for one of the ``waiting`` reviews."""
    first = PrimaryButton(_("选择文件"), choose, icon="folder-open")
    others: list[Button] = [Button(_("粘贴文字"), paste, icon="copy"), BlankFormButton(page)]
    if waiting:
        told = _("继续核对草稿（{count}）").format(count=waiting)
        others.insert(1, Button(told, go_on, icon="clock"))
    told = _(
        "{kinds}都可以，别的系统导出的题库（JSON、GIFT、Moodle、QTI）也可以。"
        "先核对，再导入；没有经过您同意，什么也不会存入题库。"
    )
    advice = told.format(kinds=_(kinds.NAMED))
    asked = _("选择题库文件，或把文件拖到这里。")
    return EmptyState("upload", asked, first, *others, advice=advice)


def foot_of(subject: QComboBox, buttons: Sequence[Button]) -> QWidget:
    """Where the questions go, and what is to be done with the review."""
    subject.setAccessibleName(_("存入题库"))
    subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    into = row(Words(_("存入"), "muted"), subject, spacing=10)
    into.layout().setStretch(1, 1)
    return beside((into, 140, 1), (row(*buttons, spacing=10), 0, 0), spacing=10)


def offer_subjects(desk: Desk, field: QComboBox, proposed: str) -> None:
    """Offer the subjects there are, and show where the questions will go."""
    with desk.workspace.read() as session:
        names = [place.path for place in places_shown(session)]
    field.clear()
    field.addItems(names)
    field.setCurrentText(proposed)
    field.lineEdit().setCursorPosition(0)


def refusal_state(
    told: str, advice: str, choose: Slot, again: Slot, following: Slot | None
) -> State:
    """Say why a file cannot be read; ``following`` takes the next that was dropped, if any is."""
    other = PrimaryButton(_("选择另一个文件"), choose, icon="folder-open")
    buttons = [other, Button(_("重试"), again, icon="refresh-cw")]
    if following is not None:
        buttons.append(Button(_("下一个文件"), following, icon="arrow-right"))
    return State(("triangle-alert", "bad"), told, *buttons, advice=advice)
