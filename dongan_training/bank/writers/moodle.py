"""Moodle XML: questions with pictures, explanations and tags, for Moodle and what reads it."""

import base64
from collections.abc import Sequence
from typing import Any

from lxml import etree

from dongan_training.bank.carried import NAME, carried
from dongan_training.bank.drafts import Draft, QuestionType, letter_of
from dongan_training.bank.recognising.blanks import BLANK
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.writers.markup import (
    MARKER,
    paragraphs,
    picture_name,
    whole_stem,
    within,
)

KINDS = {
    QuestionType.SINGLE_CHOICE: "multichoice",
    QuestionType.MULTIPLE_CHOICE: "multichoice",
    QuestionType.TRUE_FALSE: "truefalse",
    QuestionType.FILL_BLANK: "shortanswer",
    QuestionType.SHORT_ANSWER: "essay",
}
IN_GAP = str.maketrans({sign: f"\\{sign}" for sign in '\\}#~/"'} | {"=": "\\="})


def write(drafts: Sequence[Draft]) -> bytes:
    """Write all questions; a fill-in with several blanks has them inside its text."""
    quiz = etree.Element("quiz")
    for number, draft in enumerate(drafts, start=1):
        _question(quiz, number, draft)
    return etree.tostring(quiz, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _question(quiz: Any, number: int, draft: Draft) -> None:
    is_cloze = draft.type is QuestionType.FILL_BLANK and len(draft.answer) > 1
    question = etree.SubElement(quiz, "question", type="cloze" if is_cloze else KINDS[draft.type])
    also = ("stem", "answer") if is_cloze else ()
    question.append(etree.PI(NAME, carried(draft, *also)))
    _plain(question, "name", draft.number or str(number))
    stem = _rich(question, "questiontext", whole_stem(draft), draft)
    if is_cloze:
        stem.text = _with_gaps(draft)
    _rich(question, "generalfeedback", draft.explanation or "", draft)
    etree.SubElement(question, "defaultgrade").text = f"{draft.points or 1:g}"
    _answers(question, draft)
    if draft.tags:
        tags = etree.SubElement(question, "tags")
        for tag in draft.tags:
            _plain(tags, "tag", tag)


def _answers(question: Any, draft: Draft) -> None:
    if draft.type is QuestionType.SHORT_ANSWER:
        etree.SubElement(question, "responseformat").text = "editor"
        _rich(question, "graderinfo", "\n".join(map(str, draft.answer)), draft)
    elif draft.type is QuestionType.TRUE_FALSE:
        for value in (True, False):
            _answer(question, str(value).lower(), 100 if draft.answer == (value,) else 0)
    elif draft.type is QuestionType.FILL_BLANK:
        for text in draft.answer[0] if len(draft.answer) == 1 else ():  # type: ignore[union-attr]  # a fill-in has a tuple for each blank
            _answer(question, text, 100)
    else:
        _options(question, draft)


def _options(question: Any, draft: Draft) -> None:
    is_single = draft.type is QuestionType.SINGLE_CHOICE
    etree.SubElement(question, "single").text = "true" if is_single else "false"
    etree.SubElement(question, "shuffleanswers").text = "true"
    etree.SubElement(question, "answernumbering").text = "ABCD"
    keys = {str(letter) for letter in draft.answer}
    for place, option in enumerate(draft.options):
        is_right = letter_of(place) in keys
        share = round(100 / len(keys), 5) if is_right else 0 if is_single else -100
        answer = etree.SubElement(question, "answer", fraction=f"{share:g}", format="html")
        _fill(answer, option, draft)


def _answer(question: Any, text: str, share: int) -> None:
    answer = etree.SubElement(question, "answer", fraction=str(share), format="plain_text")
    etree.SubElement(answer, "text").text = text


def _plain(parent: Any, name: str, text: str) -> None:
    etree.SubElement(etree.SubElement(parent, name), "text").text = text


def _rich(parent: Any, name: str, text: str, draft: Draft) -> Any:
    return _fill(etree.SubElement(parent, name, format="html"), text, draft)


def _fill(holder: Any, text: str, draft: Draft) -> Any:
    """The text as HTML, with the pictures it shows; gives the element of the text."""

    def address(number: int) -> str:
        return f"@@PLUGINFILE@@/{picture_name(draft, number)}"

    written = etree.SubElement(holder, "text")
    written.text = etree.CDATA(paragraphs(text, draft, address)) if text else ""
    for number in dict.fromkeys(map(int, MARKER.findall(text))):
        if 0 < number <= len(draft.pictures):
            name = picture_name(draft, number)
            file = etree.SubElement(holder, "file", name=name, path="/", encoding="base64")
            file.text = base64.b64encode(draft.pictures[number - 1].data).decode()
    return written


def _with_gaps(draft: Draft) -> Any:
    """The stem with a gap for each blank; where they do not match, all gaps stand below it."""
    gaps = ["{1:SHORTANSWER:" + _accepted(blank) + "}" for blank in draft.answer]
    stem = whole_stem(draft)
    places = [found.span() for found in BLANK.finditer(fold(stem))]
    if len(places) != len(gaps):
        stem += "\n" + BLANK_BELOW * len(gaps)
        places = [found.span() for found in BLANK.finditer(fold(stem))][-len(gaps) :]
    parts, last = [], 0
    for start, end in places:
        parts.append(stem[last:start])
        last = end
    joined = GAP.join([*parts, stem[last:]])
    markup = paragraphs(joined, draft, lambda n: f"@@PLUGINFILE@@/{picture_name(draft, n)}")
    for gap in gaps:
        markup = markup.replace(GAP, gap, 1)
    return etree.CDATA(markup)


GAP = "\u2407"  # stands in for a gap while the text becomes HTML
BLANK_BELOW = "____ "


def _accepted(blank: object) -> str:
    texts = blank if isinstance(blank, tuple) else (str(blank),)
    lead = ["=" if place == 0 else "~=" for place in range(len(texts))]
    return "".join(
        start + within(text.translate(IN_GAP), NOTHING, str)
        for start, text in zip(lead, texts, strict=True)
    )


NOTHING = Draft(QuestionType.FILL_BLANK, "")
