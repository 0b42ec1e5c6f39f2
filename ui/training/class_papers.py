"""What can be printed for a class: the menu, and the preview behind each entry."""

from functools import partial

from PySide6.QtWidgets import QMenu

from dongan_training import clock
from dongan_training.reports.class_overview import ClassOverview, OverviewRow
from dongan_training.texts import _
from dongan_training.training.queries import LessonRow
from ui.kit import Page
from ui.training.wording import month_day


class ClassPapers:
    """Prints for the page it belongs to; the drawing parts are loaded when first needed."""

    def __init__(self, page: Page):
        self._page = page
        self._overview: ClassOverview | None = None
        self.menu = QMenu(page)
        self.shown: object | None = None  # the preview opened last
        self.dialog: object | None = None

    def show_overview(self, overview: ClassOverview) -> None:
        """Offer the papers of this class."""
        self._overview = overview
        self.menu.clear()
        self.menu.addAction(_("胸牌（每页 8 张）"), self.print_badges)
        self.menu.addAction(_("胸牌：其他纸张和版式…"), self.choose_badges)
        self.menu.addSeparator()
        for lesson in _first_of_each_day(overview.lessons):
            title = _("签到表　{day}").format(day=month_day(lesson.starts_at))
            self.menu.addAction(title, partial(self.print_sheet, lesson))
        self.menu.addAction(_("签到表：其他样式…"), self.choose_sheet)
        self.menu.addSeparator()
        self.menu.addAction(_("培训通知…"), self.write_notice)
        self.menu.addAction(_("结业证书…"), self.go_to_certificates)

    def print_badges(self) -> None:
        """Print everybody's badge, eight on a page."""
        from ui.kit.preview import preview
        from ui.training import documents

        card = self._shown_overview().card
        self.shown = preview(self._page, documents.badges(self._page.desk, card))

    def choose_badges(self) -> None:
        """Ask for sheets and design, then print everybody's badge."""
        from ui.training.print_badges_dialog import PrintBadgesDialog  # loads fonts

        self.dialog = PrintBadgesDialog(self._page, self._shown_overview().card)
        self.dialog.open()

    def write_notice(self) -> None:
        """Ask what only the sender knows, then show the notice or write it as Word."""
        from ui.training.notice_dialog import NoticeDialog  # loads fonts

        self.dialog = NoticeDialog(self._page, self._shown_overview().card)
        self.dialog.open()

    def print_new_badge(self, one: OverviewRow) -> None:
        """Make the old badge of one person void, and print a new one."""
        from ui.kit.preview import preview
        from ui.training import documents

        self.shown = preview(self._page, documents.new_badge(self._page.desk, one))

    def print_sheet(self, lesson: LessonRow) -> None:
        """Print the sign-in sheet of the day of a lesson."""
        from ui.kit.preview import preview
        from ui.training import documents

        self.shown = preview(self._page, documents.attendance_sheet(self._page.desk, lesson))

    def choose_sheet(self) -> None:
        """Ask for lesson, columns and paper, then print that sheet."""
        from ui.training.print_sheet_dialog import PrintSheetDialog  # loads fonts

        self.dialog = PrintSheetDialog(self._page, self._shown_overview().lessons)
        self.dialog.open()

    def go_to_certificates(self) -> None:
        """Certificates are issued and printed on their own page."""
        self._page.navigator.go("certificates", class_id=self._shown_overview().card.id)

    def _shown_overview(self) -> ClassOverview:
        assert self._overview is not None, "the menu is filled before it is used"
        return self._overview


def _first_of_each_day(lessons: tuple[LessonRow, ...]) -> list[LessonRow]:
    days: dict[object, LessonRow] = {}
    for lesson in lessons:
        days.setdefault(clock.local(lesson.starts_at).date(), lesson)
    return list(days.values())
