"""The questions a blueprint names: fixed ones, excluded ones, and enemies."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.bank.queries import questions
from dongan_training.bank.scoring import type_name
from dongan_training.exam.blueprint import Blueprint
from dongan_training.texts import _
from ui.exam.question_picker import QuestionPicker
from ui.kit import Button, Column, Desk, EmptyState, RowsModel, Table, TableCard, Tag, Tone

FIXED, EXCLUDED, ENEMIES = "fixed", "excluded", "enemies"


@dataclass(frozen=True)
class RuleLine:
    """One question under one rule; ``group`` counts groups of enemies from 0."""

    id: str
    rule: str
    question_id: str
    type: str
    stem: str
    group: int = 0

    @property
    def tag(self) -> Tag:
        """The rule in a word."""
        if self.rule == FIXED:
            return Tag(_("必选"), Tone.GOOD)
        if self.rule == EXCLUDED:
            return Tag(_("排除"), Tone.BAD)
        return Tag(_("互斥 {group}").format(group=self.group + 1), Tone.ATTENTION)


class QuestionRules(QWidget):
    """A list of named questions; ``changed`` when one comes or goes."""

    changed = Signal()

    def __init__(self, desk: Desk):
        super().__init__()
        self.desk = desk
        self._blueprint = Blueprint("", ())
        self.lines = RowsModel(
            Column(_("规则"), "tag", tag=_same, width=90),
            Column(_("题型"), "type", width=132),
            Column(_("题干"), "stem"),
            parent=self,
        )
        self.table = Table(self.lines, "question-rules")
        told = _("没有指定试题。")
        advice = _("必选题每份卷都有；排除的题不抽；互斥的题不会在同一份卷里。")
        self.table.set_empty(EmptyState("library-big", told, advice=advice))
        self.fix = Button(_("必选"), self.add_fixed, icon="plus")
        self.exclude = Button(_("排除"), self.add_excluded, icon="minus")
        self.part = Button(_("互斥"), self.add_enemies, icon="x")
        self.drop = Button(_("移除"), self.remove, icon="trash-2")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(TableCard(self.table, self.fix, self.exclude, self.part, None, self.drop))
        self.table.picked.connect(self._offer_what_fits)
        self._offer_what_fits()

    def show_rules(self, blueprint: Blueprint) -> None:
        """Show the questions a blueprint names."""
        self._blueprint = blueprint
        named = {*blueprint.fixed, *blueprint.excluded}
        named |= {one for group in blueprint.enemies for one in group}
        known = {}
        if named:
            with self.desk.workspace.read() as session:
                known = {one.id: one for one in questions(session) if one.id in named}
        lines = [(FIXED, one, 0) for one in blueprint.fixed]
        lines += [(EXCLUDED, one, 0) for one in blueprint.excluded]
        for number, group in enumerate(blueprint.enemies):
            lines += [(ENEMIES, one, number) for one in group]
        self.lines.show([_line(known.get(one), rule, one, at) for rule, one, at in lines])
        self._offer_what_fits()

    def into(self, blueprint: Blueprint) -> Blueprint:
        """Give ``blueprint`` the questions that are named here."""
        mine = self._blueprint
        return replace(blueprint, fixed=mine.fixed, excluded=mine.excluded, enemies=mine.enemies)

    def add_fixed(self) -> None:
        """Choose questions that every form shall have."""
        self._choose(_("必选的题"), 1, self._take_fixed)

    def add_excluded(self) -> None:
        """Choose questions that no form may have."""
        self._choose(_("排除的题"), 1, self._take_excluded)

    def add_enemies(self) -> None:
        """Choose questions of which at most one may stand on a form."""
        self._choose(_("不能同卷的题"), 2, self._take_enemies)

    def remove(self) -> None:
        """Take the marked lines away; a group of one is no group."""
        gone = {(one.rule, one.question_id, one.group) for one in self.table.selected()}
        mine = self._blueprint
        groups = (
            tuple(one for one in group if (ENEMIES, one, number) not in gone)
            for number, group in enumerate(mine.enemies)
        )
        self._set(
            fixed=tuple(one for one in mine.fixed if (FIXED, one, 0) not in gone),
            excluded=tuple(one for one in mine.excluded if (EXCLUDED, one, 0) not in gone),
            enemies=tuple(group for group in groups if len(group) > 1),
        )

    def _take_fixed(self) -> None:
        chosen = self.picker.chosen
        mine = self._blueprint
        self._set(
            fixed=tuple(dict.fromkeys((*mine.fixed, *chosen))),
            excluded=tuple(one for one in mine.excluded if one not in chosen),
        )

    def _take_excluded(self) -> None:
        chosen = self.picker.chosen
        mine = self._blueprint
        self._set(
            excluded=tuple(dict.fromkeys((*mine.excluded, *chosen))),
            fixed=tuple(one for one in mine.fixed if one not in chosen),
        )

    def _take_enemies(self) -> None:
        self._set(enemies=(*self._blueprint.enemies, self.picker.chosen))

    def _choose(self, title: str, least: int, take) -> None:
        self.picker = QuestionPicker(self.desk, title, least, self)
        self.picker.accepted.connect(take)
        self.picker.open()

    def _set(self, **rules) -> None:
        self.show_rules(replace(self._blueprint, **rules))
        self.changed.emit()

    def _offer_what_fits(self) -> None:
        self.drop.setEnabled(self.table.current() is not None)


def _line(known, rule: str, question_id: str, group: int) -> RuleLine:
    kind = type_name(known.type) if known else ""
    stem = known.stem if known else _("（题库里已没有这道题）")
    return RuleLine(f"{rule}/{group}/{question_id}", rule, question_id, kind, stem, group)


def _same(tag: Tag) -> Tag:
    return tag
