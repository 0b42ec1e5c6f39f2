"""QTI 1.2: all items in one document, answers as conditions with points.

Canvas says in its metadata what the elements do not: which lists are blanks, and which items
stand below a shared text. Blackboard pays ``SCORE.max`` for a right answer.
"""

from dataclasses import replace
from typing import Any

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.formats.harvest import PARTLY, Harvest, choice, letters
from dongan_training.bank.formats.hypertext import Pictures, text_of, text_of_html
from dongan_training.bank.formats.moodle_words import BLANK, MATCHING
from dongan_training.bank.formats.qti import MIXED, Find
from dongan_training.bank.formats.qti1_scoring import Scores, below, number, scores_of
from dongan_training.bank.recognising.keys import truth_of
from dongan_training.sheets.xml import local
from dongan_training.texts import N_
from dongan_training.texts import said as _

HOTSPOT, DROPDOWN = N_("图上点选题"), N_("选词填空题")
MATERIAL = ("mattext", "matimage", "mat_formattedtext")
RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
BLANKS = "fill_in_multiple_blanks_question"
OFFERED = {"dropdown", "wordbank"}  # blanks of Canvas that are filled by choosing
FOREIGN = {  # what Canvas calls the types that this program has not
    "calculated_question": N_("计算题"),
    "file_upload_question": N_("上传文件题"),
    "multiple_dropdowns_question": DROPDOWN,
    "ordering_question": N_("排序题"),
}


def take(root: Any, line: int, find: Find, harvest: Harvest) -> None:
    """Read every item of a document into the harvest."""
    found = [
        _Item(item, place, find, harvest) for place, item in enumerate(below(root, "item"), line)
    ]
    passages = {item.parent: "" for item in found}
    for item in found:
        harvest.step()
        if item.name in passages and not item.asked:
            passages[item.name] = item.stem()
        else:
            item.take(passages[item.parent] or None)


class _Item:
    """One element ``item``."""

    def __init__(self, item: Any, line: int, find: Find, harvest: Harvest) -> None:
        self.item = item
        self.line = line
        self.harvest = harvest
        self.pictures: Pictures = harvest.pictures(find)
        self.presentation = next(below(item, "presentation"), None)
        self.asked = [] if self.presentation is None else [*below(self.presentation, *RESPONSES)]
        self.said = _metadata(item)
        self.type = self.said.get("question_type", "")
        self.name = item.get("ident") or ""
        self.parent = self.said.get("parent_stimulus_item_ident", "")
        self.scores: Scores = scores_of(item)
        self.passage: str | None = None

    def take(self, passage: str | None) -> None:
        """Find out the type by what is asked for; ``passage`` is the text it stands below."""
        self.passage = passage
        if self.presentation is None:
            return
        if kind := self.foreign():
            self.harvest.foreign(_(kind), self.line, self.stem())
        elif not self.asked:
            self.harvest.words(self.line, self.stem())
        elif self.type == BLANKS:
            self.blanks()
        elif local(self.asked[0]) == "response_lid":
            self.choice(self.asked[0])
        else:
            self.written()

    def foreign(self) -> str | None:
        """What an item is called whose type this program has not."""
        kinds = {local(one) for one in self.asked}
        if self.type in FOREIGN:
            return FOREIGN[self.type]
        if self.type == BLANKS:
            labels = below(self.item, "response_label")
            return DROPDOWN if OFFERED & {one.get("answer_type") for one in labels} else None
        if kinds == {"response_xy"}:
            return HOTSPOT
        if kinds <= {"response_str", "response_num"} or (
            kinds == {"response_lid"} and len(self.asked) == 1
        ):
            return None
        return MATCHING if kinds <= {"response_lid", "response_grp"} else MIXED

    def choice(self, response: Any) -> None:
        labels = list(below(response, "response_label"))
        texts = tuple(self.text(one) for one in labels)
        several = response.get("rcardinality", "Single").lower() == "multiple"
        name = response.get("ident", "")
        correct = self.scores.rewarded(name) if several else self.scores.best(name)
        right = [place for place, one in enumerate(labels) if one.get("ident") in correct]
        truths = [truth_of(text) for text in texts]
        if set(truths) == {True, False} and len(texts) == 2 and not several:
            answer = tuple(truths[place] for place in right[:1])
            self.add(type=QuestionType.TRUE_FALSE, answer=answer)
            return
        partly = set(self.scores.rewarded(name)) - set(correct)
        warnings = [
            _(PARTLY).format(text=text)
            for text, one in zip(texts, labels, strict=True)
            if one.get("ident") in partly
        ]
        kind = choice(None, right, several)
        self.add(type=kind, options=texts, answer=letters(right), warnings=tuple(warnings))

    def blanks(self) -> None:
        """Blanks that stand in the text by name: all that their lists offer is right."""
        stem, answers = self.stem(), []
        for response in self.asked:
            labels = below(response, "response_label")
            answers.append(tuple(filter(None, (self.text(one) for one in labels))))
            name = response.get("ident", "").removeprefix("response_")
            stem = stem.replace(f"[{name}]", BLANK, 1)
        self.add(type=QuestionType.FILL_BLANK, stem=stem, answer=tuple(answers))

    def written(self) -> None:
        """Blanks where the key is known; else somebody has to read it."""
        names = [one.get("ident", "") for one in self.asked]
        answers = tuple(tuple(self.scores.best(name)) for name in names)
        if all(answers):
            partly = [
                _(PARTLY).format(text=text)
                for name, best in zip(names, answers, strict=True)
                for text in self.scores.rewarded(name)
                if text not in best
            ]
            self.add(type=QuestionType.FILL_BLANK, answer=answers, warnings=tuple(partly))
            return
        solutions = [self.text(one) for one in below(self.item, "solutionmaterial")]
        model = "\n".join(filter(None, solutions))
        self.add(type=QuestionType.SHORT_ANSWER, answer=(model,) if model else ())

    def add(self, **fields: Any) -> None:
        told = [self.text(one) for one in below(self.item, "itemfeedback")]
        draft = Draft(
            QuestionType.SHORT_ANSWER,
            self.stem(),
            explanation="\n".join(dict.fromkeys(filter(None, told))) or None,
            points=self.points(),
            line=self.line,
            passage=self.passage,
        )
        draft = replace(draft, **fields)
        if draft.type is QuestionType.FILL_BLANK and BLANK not in draft.stem:
            draft = replace(draft, stem=draft.stem + BLANK * (len(draft.answer) > 1))
        self.harvest.add(draft, "")

    def stem(self) -> str:
        """Every text outside what is answered; a blank between texts leaves its mark."""
        parts: list[str] = []
        within = ("response_label", "response_lid") if self.type == BLANKS else ("response_label",)
        presentation = self.presentation if self.presentation is not None else self.item
        for one in below(presentation, *MATERIAL, "render_fib"):
            if any(local(above) in within for above in one.iterancestors()):
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
        found = [self.material(one) for one in below(element, *MATERIAL)]
        return "\n".join(filter(None, found))

    def material(self, element: Any) -> str:
        if local(element) == "matimage":
            return self.pictures.show(element.get("uri") or "") if element.get("uri") else ""
        if len(element):
            return text_of(element, self.pictures)
        written = (element.text or "").strip()
        told = (element.get("texttype") or element.get("type") or "").lower()
        is_html = "html" in told or "</" in written
        return text_of_html(written, self.pictures) if is_html else written

    def points(self) -> float | None:
        """What the item is worth: its own field, else the most its score can be."""
        for label in ("points_possible", "qmd_weighting"):
            if label in self.said:
                return number(self.said[label]) or None
        most = [number(one.get("maxvalue")) for one in below(self.item, "decvar")]
        # Many systems count in percent: a hundred says nothing about points.
        return most[0] if most and 0 < most[0] < 100 else None


def _metadata(item: Any) -> dict[str, str]:
    """The fields that an item is described by."""
    return {
        next((one.text or "" for one in below(field, "fieldlabel")), ""): next(
            ((one.text or "").strip() for one in below(field, "fieldentry")), ""
        )
        for field in below(item, "qtimetadatafield")
    }
