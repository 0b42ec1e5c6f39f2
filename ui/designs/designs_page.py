"""版式: all designs, those that ship and those made here."""

from dataclasses import dataclass
from datetime import datetime

from dongan_training import clock
from dongan_training.designs.keeping import (
    KnownDesign,
    copy_of,
    designs,
    drop_design,
    export_design,
    keep_design,
    load_design,
)
from dongan_training.designs.models import OwnDesign
from dongan_training.texts import N_, _
from ui.designs.wording import purpose_words
from ui.kit import (
    Button,
    Column,
    Desk,
    FileKind,
    IconButton,
    Page,
    PrimaryButton,
    Question,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tag,
    Tone,
    moment_text,
)

JSON = FileKind(N_("版式文件"), (".json",))


@dataclass(frozen=True)
class DesignLine:
    """One design as the table shows it."""

    id: str
    name: str
    purpose: str
    size: str
    shipped: bool
    changed_at: datetime | None
    known: KnownDesign


class DesignsPage(Page):
    """What ships is copied before it is changed."""

    title = N_("版式")
    shows = frozenset({OwnDesign})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.subtitle = _("证书 › 版式")
        search = SearchField(_("名称、用途"))
        self.lines = RowsModel(
            Column(_("名称"), "name", bold=True),
            Column(_("用途"), "purpose", width=100),
            Column(_("尺寸（毫米）"), "size", width=130),
            Column(_("来源"), "shipped", tag=_origin, width=110),
            Column(_("修改时间"), "changed_at", _moment, width=180),
            parent=self,
        )
        self.table = Table(self.lines, "designs")
        self.opening = PrimaryButton(_("设计"), self.open, icon="pencil")
        self.copying = Button(_("复制"), self.copy, icon="copy")
        self.exporting = Button(_("导出"), self.export, icon="download")
        self.dropping = IconButton("trash-2", _("删除"), self.drop)
        importing = Button(_("导入"), self.import_file, icon="upload")
        tools = (self.dropping, importing, self.exporting, self.copying, self.opening)
        self.body.addWidget(TableCard(self.table, search, None, *tools), 1)
        search.searched.connect(self.lines.filter)
        self.table.opened.connect(self.open)
        self.table.picked.connect(self._offer)
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self.lines.show([_line(one) for one in designs(session)])
        if self.table.current() is None:
            self.table.pick(0)
        self._offer()

    def open(self) -> None:
        """Design it; of one that ships, a copy."""
        line = self.table.current()
        if line is None:
            return
        key = self._copy(line) if line.shipped else line.id
        if key:
            self.navigator.go("design", design_key=key)

    def copy(self) -> None:
        """Make a copy under another name."""
        line = self.table.current()
        if line is not None and self._copy(line):
            self.say(_("已复制。"))

    def export(self) -> None:
        """Write the design to a file."""
        line = self.table.current()
        if line is None:
            return
        path = self.desk.dialogs.save_file(self, _("导出版式"), f"{line.name}.json", JSON)
        if path is not None:
            with self.explaining():
                export_design(line.known.design, path)
                self.say(_("已写入“{file}”。").format(file=path.name))

    def import_file(self) -> None:
        """Read a design from a file; a name that is taken gets a number."""
        path = self.desk.dialogs.open_file(self, _("导入版式"), JSON)
        if path is None:
            return
        with self.explaining():
            design = load_design(path)
            with self.workspace.begin() as session:
                if any(one.design.name == design.name for one in designs(session)):
                    design = copy_of(session, design)
                by, at = self.desk.actor, clock.now()
                key = keep_design(session, design=design, key=None, by=by, at=at)
            self._choose(key)
            self.say(_("已导入版式“{name}”。").format(name=design.name))

    def drop(self) -> None:
        """Ask once, then delete a design of our own."""
        line = self.table.current()
        if line is None:
            return
        question = Question(
            _("删除版式“{name}”？").format(name=line.name),
            _("以后不能再用它打印。"),
            _("删除版式"),
            _("已经印出的证书和胸牌不受影响。"),
        )
        if self.desk.dialogs.confirm(self, question):
            with self.explaining():
                with self.workspace.begin() as session:
                    drop_design(session, key=line.id, by=self.desk.actor, at=clock.now())
                self.say(_("已删除版式“{name}”。").format(name=line.name))

    def _copy(self, line: DesignLine) -> str:
        with self.explaining(), self.workspace.begin() as session:
            design = copy_of(session, line.known.design)
            by, at = self.desk.actor, clock.now()
            return keep_design(session, design=design, key=None, by=by, at=at)
        return ""

    def _choose(self, key: str) -> None:
        """Put the cursor on a design; one that the search hides is left where it is."""
        number = next((at for at, line in enumerate(self.lines.rows) if line.id == key), None)
        if number is not None:
            self.table.pick(number)

    def _offer(self) -> None:
        line = self.table.current()
        for button in (self.opening, self.copying, self.exporting):
            button.setEnabled(line is not None)
        self.opening.setText(_("复制后设计") if line and line.shipped else _("设计"))
        self.dropping.setEnabled(line is not None and not line.shipped)


def _line(known: KnownDesign) -> DesignLine:
    design = known.design
    return DesignLine(
        id=known.key,
        name=design.name,
        purpose=purpose_words(design.purpose),
        size=f"{design.width:g} × {design.height:g}",
        shipped=known.is_shipped,
        changed_at=known.changed_at,
        known=known,
    )


def _origin(shipped: bool) -> Tag:
    return Tag(_("自带"), Tone.QUIET) if shipped else Tag(_("自己的"), Tone.INFO)


def _moment(at: datetime | None) -> str:
    return moment_text(at) if at else ""
