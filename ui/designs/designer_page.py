"""One design on a true page: drag, resize, set, look; every step is stored and can be undone."""

from dataclasses import replace
from functools import partial

import pypdfium2
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QListWidget,
    QMenu,
    QScrollArea,
    QSplitter,
    QWidget,
)

from dongan_training import clock
from dongan_training.designs.fields import FIELDS, samples
from dongan_training.designs.keeping import find_design, keep_design
from dongan_training.errors import UserError
from dongan_training.printing.designs import editing
from dongan_training.printing.designs.checking import Flaw, flaws
from dongan_training.printing.designs.drawing import Values, sample_pages
from dongan_training.printing.designs.model import Design, Item, PictureItem
from dongan_training.printing.page import Box
from dongan_training.sheets.pdfium import ALONE
from dongan_training.texts import N_, _
from ui.designs.canvas import Canvas
from ui.designs.page_fields import PageFields
from ui.designs.pictures import choose_picture
from ui.designs.properties import PLACES_WIDTH, Properties
from ui.designs.ruler import Ruler
from ui.designs.steps import Step
from ui.designs.wording import KINDS, item_words
from ui.kit import Button, Desk, IconButton, Page, Tone, Words, flow, stack

AT_REST = 60  # milliseconds without a change before the page is drawn anew
SHARPNESS = 2.0  # pixels drawn for each one shown


class DesignerPage(Page):
    """Items at the left, the page in the middle, what can be set at the right."""

    title = N_("设计版式")

    def __init__(self, desk: Desk, design_key: str):
        super().__init__(desk)
        self.key = design_key
        with self.workspace.read() as session:
            self.design: Design = find_design(session, design_key).design
        purpose = self.design.purpose
        self.steps = QUndoStack(self)
        self.canvas = Canvas()
        self.items = QListWidget()
        self.properties = Properties(purpose)
        self.page_fields = PageFields()
        self.flaws = QListWidget()
        self.person = QComboBox()
        self.people = [Values(one) for one in samples(purpose)]
        self.found: list[Flaw] = []
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(AT_REST)
        self._build()
        self._connect()
        self._show(self.design)

    def apply(self, design: Design) -> None:
        """Show and store a design; steps and their undoing come through here."""
        with self.explaining():
            with self.workspace.begin() as session:
                by, at = self.desk.actor, clock.now()
                keep_design(session, design=design, key=self.key, by=by, at=at)
            self._show(design)

    def change(self, design: Design, what: str = "") -> None:
        """Take one step; steps of the same ``what`` that follow each other are one."""
        if design != self.design:
            self.steps.push(Step(self.apply, self.design, design, what))

    def add(self, kind: str) -> None:
        """Put a new item in the middle of the page."""
        self.change(editing.added(self.design, editing.new_item(kind, self.design)))
        self.canvas.pick(len(self.design.items) - 1)

    def double(self) -> None:
        """Copy the chosen item."""
        if self.canvas.chosen >= 0:
            self.change(editing.doubled(self.design, self.canvas.chosen))
            self.canvas.pick(len(self.design.items) - 1)

    def remove(self) -> None:
        """Take the chosen item away."""
        if self.canvas.chosen >= 0:
            self.change(editing.removed(self.design, self.canvas.chosen))

    def order(self, by: int) -> None:
        """Move the chosen item over (1) or under (-1) its neighbour."""
        at = self.canvas.chosen
        if at >= 0:
            self.change(editing.raised(self.design, at, by))
            self.canvas.pick(min(max(at + by, 0), len(self.design.items) - 1))

    def move(self, at: int, box: Box) -> None:
        """Put an item where it was dragged; each drag is a step of its own."""
        self.change(editing.with_box(self.design, at, box))

    def nudge(self, at: int, box: Box) -> None:
        """Push an item by the keys; presses that follow each other are one step."""
        self.change(editing.with_box(self.design, at, box), f"nudge {at}")

    def set_item(self, key: str, item: Item) -> None:
        """Take over what was set of the chosen item."""
        at = self.canvas.chosen
        self.change(editing.with_item(self.design, at, item), f"{key} {at}")

    def choose_picture(self) -> None:
        """Take a picture file into the design and show it in the chosen item."""
        with self.explaining():
            chosen = choose_picture(self)
            at = self.canvas.chosen
            if chosen is None or not isinstance(self.design.items[at], PictureItem):
                return
            name, data = chosen
            pictures = {**self.design.pictures, name: data}
            item = replace(self.design.items[at], picture=name)
            self.change(editing.with_item(replace(self.design, pictures=pictures), at, item))

    def preview(self) -> None:
        """Show the pages of all sample people as they will be printed."""
        from ui.kit.preview import Document, preview

        design, people = self.design, self.people

        def draw(path, _progress) -> None:
            path.write_bytes(sample_pages(design, people))

        self.shown = preview(self, Document(design.name, f"{design.name}.pdf", draw))

    def draw(self) -> None:
        """Draw the page for the sample person that is chosen."""
        try:
            data = sample_pages(self.design, [self.people[self.person.currentIndex()]])
        except UserError as error:
            self.notice.show_text(str(error), Tone.BAD)
            return
        scale = SHARPNESS * self.canvas.pixels_per_mm * self.devicePixelRatioF() * 25.4 / 72
        with ALONE, pypdfium2.PdfDocument(data) as document:
            bitmap = document[0].render(scale=min(max(scale, 1.0), 8.0), prefer_bgrx=True)
            size = (bitmap.width, bitmap.height, bitmap.stride)
            shown = QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGB32).copy()
        self.canvas.show_picture(shown)
        self._check()

    def _show(self, design: Design) -> None:
        self.design = design
        self.set_title(design.name, _("证书 › 版式"))
        self.canvas.show_design(design)
        chosen = self.canvas.chosen
        self.items.blockSignals(True)
        self.items.clear()
        self.items.addItems([item_words(item, design.purpose) for item in design.items])
        self.items.setCurrentRow(chosen)
        self.items.blockSignals(False)
        self._show_fields(chosen)
        self.page_fields.show_design(design)
        self._drawing.start()

    def _show_fields(self, at: int) -> None:
        has_item = 0 <= at < len(self.design.items)
        self.properties.setVisible(has_item)
        self.page_fields.setVisible(not has_item)
        for button in self.of_item:
            button.setEnabled(has_item)
        if has_item:
            self.properties.show_item(self.design.items[at], self.design)

    def _follow_canvas(self, at: int) -> None:
        self.items.blockSignals(True)
        self.items.setCurrentRow(at)
        self.items.blockSignals(False)
        self._show_fields(at)

    def _check(self) -> None:
        self.found = flaws(self.design, self.people, FIELDS[self.design.purpose])
        self.flaws.clear()
        for one in self.found:
            item = (
                ""
                if one.item is None
                else item_words(self.design.items[one.item], self.design.purpose)
            )
            owner = _("（{name}）").format(name=one.owner) if one.owner else ""
            self.flaws.addItem(f"{item}：{one.text}{owner}")
        count = len(self.found)
        self.verdict.setText(
            _("{count} 处要改").format(count=count) if count else _("没有发现问题。")
        )
        self.flaws.setVisible(bool(count))

    def _go_to_flaw(self, at: int) -> None:
        if 0 <= at < len(self.found) and self.found[at].item is not None:
            self.canvas.pick(self.found[at].item)

    def _build(self) -> None:
        self.items.setAccessibleName(_("版式里的内容"))
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.flaws.setAccessibleName(_("要改的地方"))
        self.flaws.setMaximumHeight(200)
        self.flaws.setWordWrap(True)
        self.verdict = Words(look="muted").wrapped()
        for words in (_("最短的姓名"), _("最长的姓名"), _("生僻字姓名")):
            self.person.addItem(words)
        self.person.setAccessibleName(_("样例"))
        undo = IconButton("undo-2", _("撤销"), self.steps.undo, shortcut="Ctrl+Z")
        QShortcut(QKeySequence("Ctrl+Y"), self, self.steps.redo)
        adding = Button(_("添加"), icon="plus")
        adding.setProperty("menu", True)
        menu = QMenu(adding)
        for kind, words in KINDS.items():
            menu.addAction(_(words), partial(self.add, kind))
        adding.setMenu(menu)
        doubling = IconButton("copy", _("复制一份"), self.double, shortcut="Ctrl+D")
        removing = IconButton("trash-2", _("删除"), self.remove)
        upper = Button(_("上移一层"), partial(self.order, 1), shortcut="Ctrl+Up")
        lower = Button(_("下移一层"), partial(self.order, -1), shortcut="Ctrl+Down")
        smaller = IconButton("minus", _("缩小"), partial(self.canvas.zoom, -1), shortcut="Ctrl+-")
        larger = IconButton("plus", _("放大"), partial(self.canvas.zoom, 1), shortcut="Ctrl+=")
        whole = Button(_("整页"), partial(self.canvas.zoom, 0), shortcut="Ctrl+0")
        show = Button(_("预览"), self.preview, icon="eye", shortcut="Ctrl+P")
        self.of_item = (doubling, removing, upper, lower)
        tools = (adding, *self.of_item, undo, None, self.person, smaller, larger, whole, show)
        self.body.addWidget(flow(*tools, spacing=8))
        right = QScrollArea()
        right.setWidgetResizable(True)
        right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right.setWidget(stack(self.properties, self.page_fields, None))
        right.setMinimumWidth(PLACES_WIDTH + right.verticalScrollBar().sizeHint().width())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        left = stack(self.items, self.verdict, self.flaws)
        for widget in (left, self._ruled(), right):
            splitter.addWidget(widget)
        splitter.setSizes([180, 640, 320])
        splitter.setStretchFactor(1, 1)
        self.body.addWidget(splitter, 1)
        QShortcut(QKeySequence("Delete"), self.canvas, self.remove)

    def _ruled(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(Ruler(self.canvas, Qt.Orientation.Horizontal), 0, 1)
        grid.addWidget(Ruler(self.canvas, Qt.Orientation.Vertical), 1, 0)
        grid.addWidget(self.canvas, 1, 1)
        return holder

    def _connect(self) -> None:
        self.canvas.picked.connect(self._follow_canvas)
        self.canvas.boxed.connect(self.move)
        self.canvas.nudged.connect(self.nudge)
        self.canvas.seen.connect(self._drawing.start)
        self.items.currentRowChanged.connect(self.canvas.pick)
        self.properties.edited.connect(self.set_item)
        self.properties.choosing.connect(self.choose_picture)
        self.page_fields.edited.connect(self.change)
        self.person.activated.connect(self._drawing.start)
        self.flaws.currentRowChanged.connect(self._go_to_flaw)
        self._drawing.timeout.connect(self.draw)
