"""Moodle XML: questions with their pictures, feedback and tags inside one file."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from dongan_training.bank.carried import NAME, kind_carried
from dongan_training.bank.drafts import Draft, QuestionType, Reading
from dongan_training.bank.formats import cloze
from dongan_training.bank.formats.harvest import (
    PARTLY,
    Harvest,
    choice,
    letters,
    number_of,
    range_text,
)
from dongan_training.bank.formats.hypertext import Pictures, text_of_html
from dongan_training.bank.formats.moodle_words import FOREIGN, NUMERICAL, chapter_of
from dongan_training.progress import Progress
from dongan_training.texts import said as _

IN_MOODLE = "@@PLUGINFILE@@/"
HTML_FORMATS = ("html", "moodle_auto_format", "")
WHOLE = 99.99  # Moodle writes thirds as 33.33333


def read(root: Any, progress: Progress) -> Reading:
    """Read the tree of a Moodle file."""
    harvest = Harvest("moodle", progress)
    notes = _notes(root)
    for number, question in enumerate(root.iterchildren("{*}question"), start=1):
        harvest.step()
        _Question(question, number, harvest, notes.get(question, "")).take()
    return harvest.finish()


def _notes(root: Any) -> dict[Any, str]:
    """What was carried along for our own questions; then the tree is plain."""
    notes = {
        note.getparent(): note.text or ""
        for note in root.iter(etree.ProcessingInstruction)
        if note.target == NAME and note.getparent() is not None
    }
    etree.strip_tags(root, etree.ProcessingInstruction)
    return notes


class _Question:
    """One element ``question``."""

    def __init__(self, element: Any, number: int, harvest: Harvest, carried: str) -> None:
        self.element = element
        self.line = number
        self.harvest = harvest
        self.carried = carried
        self.kind = element.get("type", "")
        self.files = dict(_files(element))
        self.pictures: Pictures = harvest.pictures(self.find)

    def take(self) -> None:
        if self.kind == "category":
            path = self.element.findtext("{*}category/{*}text") or ""
            self.harvest.category(self.line, chapter_of(path))
            return
        readers = {
            "multichoice": self.choice,
            "multichoiceset": self.choice,
            "truefalse": self.truth,
            "shortanswer": self.blank,
            "numerical": self.numerical,
            "essay": self.essay,
            "cloze": self.cloze,
            "multianswer": self.cloze,
            "description": self.words,
        }
        reader = readers.get(self.kind)
        if reader is None:
            self.foreign()
        else:
            reader()

    def choice(self) -> None:
        answers = self.answers()
        whole = any(fraction >= WHOLE for fraction, _text, _told in answers)
        several = (self.element.findtext("{*}single") or "true").strip() in ("false", "0")
        right = [
            place
            for place, (fraction, _text, _told) in enumerate(answers)
            if fraction >= WHOLE or (fraction > 0 and (several or not whole))
        ]
        told = [
            f"{letters([place])[0]}：{told}"
            for place, (_fraction, _text, told) in enumerate(answers[:12])
            if told
        ]
        options = tuple(text for _fraction, text, _told in answers)
        kind = choice(kind_carried(self.carried), right, several)
        self.add(told, type=kind, options=options, answer=letters(right))

    def truth(self) -> None:
        answers = self.answers()
        right = max(answers, key=lambda one: one[0], default=(0.0, "", ""))
        self.add(
            [told for _fraction, _text, told in answers if told],
            type=QuestionType.TRUE_FALSE,
            answer=(right[1].strip().lower() in ("true", "正确", "对"),) if right[0] > 0 else (),
        )

    def blank(self) -> None:
        answers = self.answers()
        full = tuple(text for fraction, text, _told in answers if fraction >= WHOLE)
        partly = [text for fraction, text, _told in answers if 0 < fraction < WHOLE]
        self.add(
            [told for _fraction, _text, told in answers if told],
            type=QuestionType.FILL_BLANK,
            answer=(full,) if full else (),
            warnings=tuple(_(PARTLY).format(text=text) for text in partly),
        )

    def numerical(self) -> None:
        try:
            texts = tuple(
                range_text((answer.findtext("{*}text") or "").strip(), _tolerance(answer))
                for answer in self.element.iterchildren("{*}answer")
                if float(answer.get("fraction", 0)) >= WHOLE
            )
        except ValueError:
            self.harvest.foreign(_(NUMERICAL), self.line, self.title())
            return
        self.add([], type=QuestionType.FILL_BLANK, answer=(texts,) if texts else ())

    def essay(self) -> None:
        model = self.text("graderinfo")
        self.add([], type=QuestionType.SHORT_ANSWER, answer=(model,) if model else ())

    def cloze(self) -> None:
        found = cloze.lifted(self.element.findtext("{*}questiontext/{*}text") or "")
        if found is None:
            self.foreign()
            return
        markup, answers = found
        stem = text_of_html(markup, self.pictures)
        self.add([], type=QuestionType.FILL_BLANK, stem=stem, answer=answers)

    def words(self) -> None:
        self.harvest.words(self.line, self.text("questiontext"))

    def foreign(self) -> None:
        kind = _(FOREIGN[self.kind]) if self.kind in FOREIGN else self.kind or "?"
        self.harvest.foreign(kind, self.line, self.title())

    def title(self) -> str:
        return self.text("questiontext") or self.text("name")

    def answers(self) -> list[tuple[float, str, str]]:
        """For each answer its share of the points in percent, its text and what is said of it."""
        return [
            (_share(answer), self.text_in(answer), self.text_in(answer.find("{*}feedback")))
            for answer in self.element.iterchildren("{*}answer")
        ]

    def add(self, told: list[str], **fields: Any) -> None:
        general = self.text("generalfeedback")
        name = (self.element.findtext("{*}name/{*}text") or "").strip()
        draft = Draft(
            QuestionType.SHORT_ANSWER,
            "",
            number=name if name.isdecimal() else "",
            explanation="\n".join(filter(None, [general, *told])) or None,
            points=number_of(self.element.findtext("{*}defaultgrade")),
            line=self.line,
            tags=tuple(
                tag.strip()
                for one in self.element.iterfind("{*}tags/{*}tag/{*}text")
                if (tag := one.text or "").strip()
            ),
        )
        fields.setdefault("stem", self.text("questiontext"))
        self.harvest.add(replace(draft, **fields), self.carried)

    def text(self, name: str) -> str:
        return self.text_in(self.element.find(f"{{*}}{name}"))

    def text_in(self, holder: Any) -> str:
        """The text of an element that has one, in whatever format it says."""
        if holder is None:
            return ""
        written = (holder.findtext("{*}text") or "").strip()
        form = holder.get("format") or ""
        if form not in HTML_FORMATS or (form != "html" and "<" not in written):
            return written
        return text_of_html(written, self.pictures)

    def find(self, source: str) -> bytes | None:
        return self.files.get(source.removeprefix(IN_MOODLE).lstrip("/"))


def _files(element: Any) -> Iterator[tuple[str, bytes]]:
    """Pictures of a question by path and name."""
    for one in element.iter("{*}file"):
        try:
            content = base64.b64decode(one.text or "")
        except ValueError:
            continue
        name = one.get("name") or ""
        yield f"{one.get('path') or ''}{name}".lstrip("/"), content


def _share(answer: Any) -> float:
    return number_of(answer.get("fraction")) or 0.0


def _tolerance(answer: Any) -> float:
    return float((answer.findtext("{*}tolerance") or "0").strip() or 0)
