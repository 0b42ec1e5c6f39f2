"""QTI 1.2: all items in one document, answers as conditions with points."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.formats.harvest import Harvest, choice, letters
from dongan_training.bank.formats.hypertext import Pictures, text_of, text_of_html
from dongan_training.bank.formats.moodle_words import BLANK, MATCHING
from dongan_training.bank.formats.qti import MIXED, Find
from dongan_training.bank.recognising.keys import truth_of
from dongan_training.sheets.xml import local
from dongan_training.texts import N_, _

HOTSPOT = N_("图上点选题")
RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")


def take(root: Any, line: int, find: Find, harvest: Harvest) -> None:
    """Read every item of a document into the harvest."""
    for number, item in enumerate(_below(root, "item"), start=line):
        harvest.step()
        _Item(item, number, find, harvest).take()


def _below(element: Any, *names: str) -> Iterator[Any]:
    return (one for one in element.iter(etree.Element) if local(one) in names)


class _Item:
    """One element ``item``."""

    def __init__(self, item: Any, line: int, find: Find, harvest: Harvest) -> None:
        self.item = item
        self.line = line
        self.harvest = harvest
        self.pictures: Pictures = harvest.pictures(find)
        self.presentation = next(_below(item, "presentation"), None)
        self.right = self.rewarded()

    def take(self) -> None:
        """Find out the type by what is asked for."""
        if self.presentation is None:
            return
        asked = list(_below(self.presentation, *RESPONSES))
        kinds = {local(one) for one in asked}
        if not asked:
            self.harvest.words(self.line, self.stem())
        elif kinds == {"response_lid"} and len(asked) == 1:
            self.choice(asked[0])
        elif kinds <= {"response_str", "response_num"}:
            self.written(asked)
        elif kinds == {"response_xy"}:
            self.harvest.foreign(_(HOTSPOT), self.line, self.stem())
        elif kinds <= {"response_lid", "response_grp"}:
            self.harvest.foreign(_(MATCHING), self.line, self.stem())
        else:
            self.harvest.foreign(_(MIXED), self.line, self.stem())

    def choice(self, response: Any) -> None:
        labels = list(_below(response, "response_label"))
        correct = self.right.get(response.get("ident", ""), [])
        right = [place for place, one in enumerate(labels) if one.get("ident") in correct]
        texts = tuple(self.text(one) for one in labels)
        several = response.get("rcardinality", "Single").lower() == "multiple"
        truths = [truth_of(text) for text in texts]
        if set(truths) == {True, False} and len(texts) == 2 and not several:
            answer = tuple(truths[place] for place in right[:1])
            self.add(type=QuestionType.TRUE_FALSE, answer=answer)
            return
        kind = choice(None, right, several)
        self.add(type=kind, options=texts, answer=letters(right))

    def written(self, asked: list[Any]) -> None:
        """Blanks where the key is known; else somebody has to read it."""
        answers = tuple(tuple(self.right.get(one.get("ident", ""), ())) for one in asked)
        if all(answers):
            self.add(type=QuestionType.FILL_BLANK, answer=answers)
            return
        solutions = [self.text(one) for one in _below(self.item, "solutionmaterial")]
        model = "\n".join(filter(None, solutions))
        self.add(type=QuestionType.SHORT_ANSWER, answer=(model,) if model else ())

    def rewarded(self) -> dict[str, list[str]]:
        """For each response the values that earn points; what must not be chosen is left out."""
        found: dict[str, list[str]] = {}
        for condition in _below(self.item, "respcondition"):
            earned = [_number(one.text) for one in _below(condition, "setvar")]
            if not any(value > 0 for value in earned):
                continue
            for one in _below(condition, "varequal", "varsubstring"):
                if next(one.iterancestors("{*}not"), None) is None and one.text:
                    known = found.setdefault(one.get("respident", ""), [])
                    known += [one.text.strip()] if one.text.strip() not in known else []
        return found

    def add(self, **fields: Any) -> None:
        told = [self.text(one) for one in _below(self.item, "itemfeedback")]
        stem = self.stem()
        if fields["type"] is QuestionType.FILL_BLANK and BLANK not in stem:
            stem += BLANK * (len(fields["answer"]) > 1)
        draft = Draft(
            QuestionType.SHORT_ANSWER,
            stem,
            explanation="\n".join(dict.fromkeys(filter(None, told))) or None,
            points=self.points(),
            line=self.line,
        )
        self.harvest.add(replace(draft, **fields), "")

    def stem(self) -> str:
        """Every text outside the options; a blank between texts leaves its mark."""
        parts: list[str] = []
        presentation = self.presentation if self.presentation is not None else self.item
        for one in _below(presentation, "mattext", "matimage", "render_fib"):
            if next(one.iterancestors("{*}response_label"), None) is not None:
                continue
            if local(one) == "render_fib":
                parts.append(BLANK)
            else:
                parts.append(self.material(one))
        while parts and parts[-1] == BLANK:  # a field below the text is no blank in it
            parts.pop()
        between = "" if BLANK in parts else "\n"
        return between.join(filter(None, parts)).strip()

    def text(self, element: Any) -> str:
        """All material of an element."""
        found = [self.material(one) for one in _below(element, "mattext", "matimage")]
        return "\n".join(filter(None, found))

    def material(self, element: Any) -> str:
        if local(element) == "matimage":
            return self.pictures.show(element.get("uri") or "") if element.get("uri") else ""
        if len(element):
            return text_of(element, self.pictures)
        written = (element.text or "").strip()
        is_html = "html" in (element.get("texttype") or "") or "</" in written
        return text_of_html(written, self.pictures) if is_html else written

    def points(self) -> float | None:
        """What the item is worth: its own field, else the most its score can be."""
        for field in _below(self.item, "qtimetadatafield"):
            label = next((one.text for one in _below(field, "fieldlabel")), "")
            if label in ("points_possible", "qmd_weighting"):
                return _number(next((one.text for one in _below(field, "fieldentry")), "")) or None
        most = [_number(one.get("maxvalue")) for one in _below(self.item, "decvar")]
        # Many systems count in percent: a hundred says nothing about points.
        return most[0] if most and 0 < most[0] < 100 else None


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
