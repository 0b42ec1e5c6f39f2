"""QTI items of the versions 2.0 to 3.0: one document a question.

Version 3 writes ``qti-choice-interaction`` and ``response-identifier`` for what version 2 calls
``choiceInteraction`` and ``responseIdentifier``; both fold to the same names here.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from dongan_training.bank.carried import NAME, kind_carried
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.formats.harvest import Harvest, choice, letters, number_of
from dongan_training.bank.formats.hypertext import Pictures, text_of
from dongan_training.bank.formats.moodle_words import BLANK
from dongan_training.bank.recognising.keys import truth_of
from dongan_training.sheets.xml import local
from dongan_training.texts import N_
from dongan_training.texts import said as _

CHOICE, WORD, TEXT = "choiceinteraction", "textentryinteraction", "extendedtextinteraction"
FOREIGN: Mapping[str, str] = {
    "matchinteraction": N_("匹配题"),
    "associateinteraction": N_("连线题"),
    "orderinteraction": N_("排序题"),
    "gapmatchinteraction": N_("拖放填空题"),
    "inlinechoiceinteraction": N_("选词填空题"),
    "hottextinteraction": N_("文中点选题"),
    "hotspotinteraction": N_("图上点选题"),
    "selectpointinteraction": N_("图上点选题"),
    "graphicorderinteraction": N_("图上排序题"),
    "graphicassociateinteraction": N_("图上连线题"),
    "graphicgapmatchinteraction": N_("图上拖放题"),
    "positionobjectinteraction": N_("图上拖放题"),
    "sliderinteraction": N_("滑块题"),
    "uploadinteraction": N_("上传文件题"),
    "drawinginteraction": N_("绘图题"),
    "mediainteraction": N_("音视频题"),
    "endattemptinteraction": N_("自定义题"),
    "custominteraction": N_("自定义题"),
    "portablecustominteraction": N_("自定义题"),
}
MIXED, VARIABLE = N_("组合题"), N_("变量题")
Find = Callable[[str], bytes | None]  # a file of the package, by its path from the item


@dataclass(frozen=True)
class Source:
    """Where an item lies: its place in the file, and how to reach what lies beside it."""

    line: int
    find: Find = lambda _path: None
    passage: str | None = None


def named(element: Any) -> str:
    """The name of an element in whatever version: ``qti-item-body`` is ``itembody``."""
    return local(element).removeprefix("qti-").replace("-", "")


def attribute(element: Any, name: str) -> str:
    """The value of an attribute by its folded name."""
    for written, value in element.attrib.items():
        if str(written).rpartition("}")[2].lower().replace("-", "") == name:
            return str(value)
    return ""


def below(element: Any, name: str) -> Iterator[Any]:
    """All elements of a name below an element, in order."""
    return (one for one in element.iter(etree.Element) if named(one) == name)


def first(element: Any, name: str) -> Any:
    """The first of them, or None."""
    return next(below(element, name), None)


def take(item: Any, source: Source, harvest: Harvest) -> None:
    """Read one item into the harvest."""
    _Item(item, source, harvest).take()


class _Item:
    """One document ``assessmentItem``."""

    def __init__(self, item: Any, source: Source, harvest: Harvest) -> None:
        self.carried = _note(item)
        self.item = item
        self.source = source
        self.harvest = harvest
        self.pictures: Pictures = harvest.pictures(source.find)
        self.body = first(item, "itembody")
        self.answers = {
            attribute(one, "identifier"): one for one in below(item, "responsedeclaration")
        }

    def take(self) -> None:
        """Find out the type by the interactions of the body."""
        if self.body is None:
            return
        found = [one for one in self.body.iter(etree.Element) if _is_interaction(one)]
        kinds = {named(one) for one in found}
        if first(self.item, "templateprocessing") is not None:
            self.foreign(VARIABLE)
        elif not found:
            self.harvest.words(self.source.line, text_of(self.body, self.pictures))
        elif kinds == {CHOICE} and len(found) == 1:
            self.choice(found[0])
        elif kinds == {WORD}:
            self.blanks(found)
        elif kinds == {TEXT} and len(found) == 1:
            self.written(found[0])
        elif len(kinds) == 1 and (kind := next(iter(kinds))) in FOREIGN:
            self.foreign(FOREIGN[kind])
        else:
            self.foreign(MIXED)

    def choice(self, interaction: Any) -> None:
        options = list(below(interaction, "simplechoice"))
        names = [attribute(one, "identifier") for one in options]
        correct = self.correct(interaction)
        right = [place for place, name in enumerate(names) if name in correct]
        texts = tuple(text_of(one, self.pictures) for one in options)
        declaration = self.answers.get(attribute(interaction, "responseidentifier"))
        several = declaration is not None and attribute(declaration, "cardinality") == "multiple"
        told = kind_carried(self.carried)
        truths = [truth_of(text) for text in texts]
        is_truth = set(truths) == {True, False} and len(texts) == 2 and not several
        if is_truth and told in (None, QuestionType.TRUE_FALSE):
            answer = tuple(truths[place] for place in right[:1])
            self.add(interaction, type=QuestionType.TRUE_FALSE, answer=answer)
            return
        kind = choice(told, right, several)
        self.add(interaction, type=kind, options=texts, answer=letters(right))

    def blanks(self, interactions: list[Any]) -> None:
        answers = tuple(self.accepted(one) for one in interactions)
        known = answers if all(answers) else ()
        self.add(None, type=QuestionType.FILL_BLANK, answer=known)

    def written(self, interaction: Any) -> None:
        rubrics = [
            text_of(one, self.pictures)
            for one in below(self.body, "rubricblock")
            if "scorer" in attribute(one, "view")
        ]
        model = "\n".join(filter(None, rubrics)) or "\n".join(self.correct(interaction))
        answer = (model,) if model else ()
        self.add(interaction, type=QuestionType.SHORT_ANSWER, answer=answer)

    def foreign(self, kind: str) -> None:
        title = text_of(self.body, self.pictures, lambda one: "" if _is_interaction(one) else None)
        title = title or attribute(self.item, "title")
        self.harvest.foreign(_(kind), self.source.line, title.partition("\n")[0])

    def correct(self, interaction: Any) -> list[str]:
        """The right values: as declared, else those that earn something."""
        declaration = self.answers.get(attribute(interaction, "responseidentifier"))
        if declaration is None:
            return []
        response = first(declaration, "correctresponse")
        values = below(response, "value") if response is not None else ()
        return [(one.text or "").strip() for one in values] or self.mapped(declaration)

    def mapped(self, declaration: Any) -> list[str]:
        """What earns the most: partial credit is no right answer."""
        entries = [
            (attribute(one, "mapkey"), number_of(attribute(one, "mappedvalue")) or 0)
            for one in below(declaration, "mapentry")
        ]
        is_single = attribute(declaration, "cardinality") != "multiple"
        most = max((value for _key, value in entries), default=0) if is_single else 0
        return [key for key, value in entries if value > 0 and value >= most]

    def accepted(self, interaction: Any) -> tuple[str, ...]:
        """All ways to write one blank."""
        declaration = self.answers.get(attribute(interaction, "responseidentifier"))
        also = self.mapped(declaration) if declaration is not None else []
        return tuple(dict.fromkeys(filter(None, [*self.correct(interaction), *also])))

    def add(self, interaction: Any, **fields: Any) -> None:
        told = [text_of(one, self.pictures) for one in below(self.item, "modalfeedback")]
        draft = Draft(
            QuestionType.SHORT_ANSWER,
            self.stem(interaction),
            explanation="\n".join(filter(None, told)) or None,
            points=self.points(),
            line=self.source.line,
            passage=self.source.passage,
        )
        self.harvest.add(replace(draft, **fields), self.carried)

    def stem(self, interaction: Any) -> str:
        """The body with its blanks, and with the prompt where the options stand."""

        def instead(element: Any) -> str | None:
            name = named(element)
            if name == WORD:
                return BLANK
            if name == "rubricblock":
                return ""
            if element is interaction:
                prompt = first(element, "prompt")
                return f"\n{text_of(prompt, self.pictures)}\n" if prompt is not None else "\n"
            return None

        return text_of(self.body, self.pictures, instead)

    def points(self) -> float | None:
        """What the whole question is worth, where the item says so."""
        for outcome in below(self.item, "outcomedeclaration"):
            name = attribute(outcome, "identifier").upper()
            if name == "SCORE" and (most := number_of(attribute(outcome, "normalmaximum"))):
                return most
            if name == "MAXSCORE" and (value := first(outcome, "value")) is not None:
                return number_of(value.text)
        return None


def passage_of(content: Any, pictures: Pictures) -> str:
    """The text of a shared stimulus."""
    body = first(content, "stimulusbody")
    return text_of(body if body is not None else content, pictures)


def beside(path: str, address: str) -> str:
    """The path that an address means, seen from the document at ``path``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address)).lstrip("/")


def _is_interaction(element: Any) -> bool:
    return named(element).endswith("interaction")


def _note(item: Any) -> str:
    notes = [one.text or "" for one in item.iter(etree.ProcessingInstruction) if one.target == NAME]
    etree.strip_tags(item, etree.ProcessingInstruction)
    return notes[0] if notes else ""
