"""Pictures of the editor with each type of question, of the history and the forms of the bank."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.bank import queries
from dongan_training.bank.bulk.changes import ChangeTags, SetFact, Several
from dongan_training.bank.bulk.steps import change_and_keep
from dongan_training.bank.changing import change_question
from dongan_training.bank.drafts import Draft, MarkingPoint, Picture, QuestionType
from dongan_training.bank.editing import Work, WorkItem
from dongan_training.bank.filtering import Filter, find_ids
from dongan_training.bank.subjects import tree
from dongan_training.texts import _
from ui import theme
from ui.bank.bulk_dialog import BulkDialog
from ui.bank.changes_dialog import ChangesDialog
from ui.bank.editor.editor_page import EditorPage
from ui.bank.editor.given_pictures import picture_of_image
from ui.bank.editor.preview import PAPER
from ui.bank.history_dialog import HistoryDialog
from ui.bank.more_filters import MoreFilters
from ui.bank.subject_dialogs import SubjectNameDialog, SubjectTargetDialog
from ui.kit import Desk
from ui.kit.screen import Screen, in_window

CITED = "《中国共产党纪律处分条例》（2023年修订）第十三条"
PASSAGE = (
    "某村党支部书记张某，2025 年 3 月因违规收受礼金受到党内警告处分；同年 9 月，"
    "镇党委研究村级后备干部名单时，有人提议把张某列入。"
)
CHOICE = Draft(
    QuestionType.SINGLE_CHOICE,
    "党员受到警告处分，（ ）内不得在党内提升职务。",
    options=("半年", "一年", "二年", "三年"),
    answer=("B",),
    citation="《中国共产党纪律处分条例》（2023年修订）第十条",
    difficulty="易",
    points=2,
    tags=("必考",),
    explanation="警告处分影响期为一年。",
)
WRONG = replace(
    CHOICE,
    type=QuestionType.MULTIPLE_CHOICE,
    options=("半年", "一年", "一年", "以上都对"),
    answer=(),
    citation="《中国共产党纪律处分条例》（2023年修订）第一百九十九条",
)
JUDGED = Draft(
    QuestionType.TRUE_FALSE, "村务公开可以只公开结果，不公开过程。", answer=(False,), points=1
)
FILLED = Draft(
    QuestionType.FILL_BLANK,
    "开除党籍处分期满____年内不得重新入党，留党察看处分期限最长不超过____年。",
    answer=(("五", "5"), ("二", "两", "2")),
    citation=CITED,
)
WRITTEN = Draft(
    QuestionType.SHORT_ANSWER,
    "简述党员受到警告处分后的影响。",
    answer=("一年内不得在党内提升职务或者向党外组织推荐担任高于其原任职务的党外职务。",),
    points=6,
    marking=(
        MarkingPoint("影响期为一年", 2),
        MarkingPoint("不得在党内提升职务", 2),
        MarkingPoint("不得向党外组织推荐担任更高的党外职务", 1),
    ),
)


def _edited(
    desk: Desk,
    *drafts: Draft,
    passage: str | None = None,
    pictures: tuple[Picture, ...] = (),
    paper: bool = False,
) -> QWidget:
    window = in_window(desk, "bank-edit")
    page = window.page
    assert isinstance(page, EditorPage)
    with desk.workspace.read() as session:
        subject = queries.subjects(session)[0].id
    items = tuple(WorkItem(one) for one in drafts)
    page._show(Work(subject, items, passage, pictures=pictures), 0)  # as if somebody had typed it
    page._look()
    if paper:
        window.resize(window.sizeHint())
        window.show()  # its width decides how large the page is drawn
        waiting = QEventLoop()
        desk.jobs.idle.connect(waiting.quit)
        page.preview.tabs.setCurrentIndex(PAPER)
        waiting.exec()
    return window


def _changed(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        row = queries.questions(session)[0]
    return in_window(desk, "bank-edit", question_id=row.id)


def _plan() -> Picture:
    image = QImage(420, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#E5EEF9"))
    with QPainter(image) as painter:
        painter.setFont(theme.font(30))
        painter.setPen(QColor("#1F4E8C"))
        painter.drawText(image.rect(), 0x84, "支部会议室平面图")
    return picture_of_image(image)


def _pictured(desk: Desk) -> QWidget:
    shown = replace(CHOICE, stem="看图，投票箱应当放在（ ）。〔图1〕", pictures=(_plan(),))
    return _edited(desk, shown)


def _pictured_passage(desk: Desk, *, paper: bool) -> QWidget:
    text = f"{PASSAGE}会议室如图。〔图1〕"
    return _edited(desk, CHOICE, JUDGED, passage=text, pictures=(_plan(),), paper=paper)


def _history(desk: Desk) -> QWidget:
    by, at = desk.actor, clock.now()
    with desk.workspace.begin() as session:
        rows = queries.questions(session)
        row = next(one for one in rows if one.type is QuestionType.SINGLE_CHOICE)
        (draft,) = queries.current_drafts(session, [row.id])
        later = replace(
            draft,
            stem=draft.stem.replace("规定", "明确规定"),
            options=(*draft.options[:-1], "警告、记过、留党察看"),
            difficulty="中",
        )
        change_question(
            session, question_id=row.id, draft=later, by=by, at=at, reason="选项太容易排除"
        )
    return HistoryDialog(desk, row.id)


def _bulk(desk: Desk) -> QWidget:
    return BulkDialog(desk, 12)


def _changes(desk: Desk) -> ChangesDialog:
    """Two changes; part of the first was changed again by the second."""
    with desk.workspace.begin() as session:
        ids = find_ids(session, Filter())
        by, at = desk.actor, clock.now()
        first = [Several((SetFact("chapter", "第二章"), ChangeTags(("必考",))))]
        change_and_keep(session, question_ids=ids[:12], changes=first, by=by, at=at)
        second = [SetFact("points", 2.0)]
        change_and_keep(session, question_ids=ids[:2], changes=second, by=by, at=at)
    dialog = ChangesDialog(desk)
    dialog.table.pick(1)
    return dialog


def _kept_changes(desk: Desk) -> ChangesDialog:
    dialog = _changes(desk)
    waiting = QEventLoop()
    desk.jobs.idle.connect(waiting.quit)
    dialog.take_back()
    waiting.exec()
    return dialog


def _more(desk: Desk) -> QWidget:
    return MoreFilters(
        desk, Filter(tag="必考", article=13, last_article=18, cited=True, used=False)
    )


def _subject_name(desk: Desk) -> QWidget:
    hint = _("放在“{name}”下面。").format(name="纪律学习")
    return SubjectNameDialog(_("新建题库"), "第一章", hint, lambda name: None)


def _subject_target(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        places = tree(session)
    return SubjectTargetDialog(_("并入…"), _("合并"), places, lambda target: None)


SCREENS = (
    Screen("bank-history", _history),
    Screen("bank-bulk", _bulk),
    Screen("bank-more-filters", _more),
    Screen("bank-changes", _changes),
    Screen("bank-changes-kept", _kept_changes),
    Screen("bank-subject-name", _subject_name),
    Screen("bank-subject-target", _subject_target),
    Screen("bank-edit-new", partial(in_window, key="bank-edit")),
    Screen("bank-edit-change", _changed),
    Screen("bank-edit-cautions", lambda desk: _edited(desk, WRONG)),
    Screen("bank-edit-true-false", lambda desk: _edited(desk, JUDGED)),
    Screen("bank-edit-fill", lambda desk: _edited(desk, FILLED)),
    Screen("bank-edit-short", lambda desk: _edited(desk, WRITTEN)),
    Screen("bank-edit-picture", _pictured),
    Screen("bank-edit-passage", lambda desk: _edited(desk, CHOICE, JUDGED, passage=PASSAGE)),
    Screen("bank-edit-passage-picture", partial(_pictured_passage, paper=False)),
    Screen("bank-edit-passage-picture-paper", partial(_pictured_passage, paper=True)),
    Screen(
        "bank-edit-paper",
        lambda desk: _edited(desk, CHOICE, JUDGED, WRITTEN, passage=PASSAGE, paper=True),
    ),
)
