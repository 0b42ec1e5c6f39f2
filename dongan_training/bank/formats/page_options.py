"""What may be options on a page, and what each says of itself."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dongan_training.bank.formats.embedded import MOST_OPTIONS, TICKED

MOST_TEXTS = 50  # pieces of one option
ITEM_FLAGS = frozenset(("correct", "iscorrect", "right", "isright", "isanswer", "istrue"))
RIGHT_CLASSES = frozenset(
    ("correct", "is-correct", "is-right", "correct-answer", "right-answer", "answer-right")
)
WRONG_CLASSES = frozenset(("wrong", "incorrect", "is-wrong", "wrong-answer"))
SET_OFF = ("b", "strong", "mark", "em", "u")
YES = frozenset(("", "true", "1", "yes", "correct", "right"))
NO = frozenset(("false", "0", "no", "wrong", "incorrect"))
NAMES = re.compile(r"opt|choice|answer|xuanxiang|item", re.IGNORECASE)
IN_WORDS = re.compile(
    r"\s*[(（【\[]?\s*(?:正确|参考|标准)?答案\s*[】\])）]?\s*[:：]?\s*(\S.*)", re.DOTALL
)


@dataclass
class Group:
    """The options of one question, as elements of the page."""

    items: list[Any]
    texts: list[str]
    name: str = ""  # of its buttons
    said: str = ""  # the key as the page gives it
    key: str = ""  # letters; what was said where that is unclear


def groups_of(page: Any) -> Iterator[Group]:
    """Lists, rows of elements of one class, and buttons of one name that may be options."""
    buttons: dict[str, list[Any]] = {}
    holds = _holding(page)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "input" and element.get("type", "").lower() in TICKED:
            buttons.setdefault(element.get("name", ""), []).append(element)
        elif element not in holds:
            for items in _rows(element):
                if group := _group(items, [said_by(one) for one in items]):
                    yield group
    for name, inputs in buttons.items():
        items = [_label(one, holds) for one in inputs]
        texts = [(said_by(one) if one.tag != "input" else one.tail or "").strip() for one in items]
        if name and (group := _group(items, texts, name)):
            yield group


def _holding(page: Any) -> Counter[Any]:
    """How many buttons each element holds."""
    return Counter(
        above
        for button in page.iter("input")
        if button.get("type", "").lower() in TICKED
        for above in button.iterancestors()
    )


def _rows(element: Any) -> Iterator[list[Any]]:
    """Children side by side that look alike: items of a list, or elements called options."""
    children = [one for one in element if isinstance(one.tag, str)]
    if element.tag in ("ul", "ol"):
        yield [one for one in children if one.tag == "li"]
        return
    if element.tag == "select":
        yield [one for one in children if one.tag == "option" and one.get("value") != ""]
        return
    if NAMES.search(element.get("class", "")) and _is_row(element, children):
        yield children
        return
    run: list[Any] = []
    for child in [*children, None]:
        is_option = child is not None and _is_option(child)
        if is_option and (not run or _looks(run[-1]) == _looks(child)):
            run.append(child)
            continue
        if run:
            yield run
        run = [child] if is_option else []


def _is_row(element: Any, children: Sequence[Any]) -> bool:
    """Whether an element called options holds nothing but elements that look alike."""
    between = [element.text, *(child.tail for child in children)]
    return len({_looks(child) for child in children}) == 1 and not any(
        (text or "").strip() for text in between
    )


def _is_option(element: Any) -> bool:
    if element.tag == "dd":
        return not IN_WORDS.fullmatch(said_by(element))
    return NAMES.search(element.get("class", "")) is not None


def _looks(element: Any) -> tuple[str, frozenset[str]]:
    """Tag and classes, but for those that say what is right."""
    classes = frozenset(element.get("class", "").lower().split())
    return element.tag, classes - RIGHT_CLASSES - WRONG_CLASSES


def _group(items: list[Any], texts: list[str], name: str = "") -> Group | None:
    fits = 2 <= len(items) <= MOST_OPTIONS and all(texts) and len(set(texts)) == len(texts)
    return Group(items, texts, name) if fits else None


def said_by(element: Any) -> str:
    """The words of an element and of all in it."""
    return " ".join("".join(islice(element.itertext(), MOST_TEXTS)).split())


def _label(button: Any, holds: Counter[Any]) -> Any:
    """The smallest element that holds a button and its words, and no other button."""
    element = button
    while (parent := element.getparent()) is not None and holds[parent] == 1:
        element = parent
        if said_by(element):
            return element
    return button


def opens(element: Any) -> bool:
    """Whether its text begins with words of its own."""
    return bool((element.text or "").strip())


def plain_name(name: str) -> str:
    """What an attribute is called, however it is written."""
    return re.sub(r"[-_]", "", name.lower()).removeprefix("data")


def flag_of(item: Any) -> bool | None:
    """What an option says of itself; None where it says nothing."""
    for element in item.iter():
        if not isinstance(element.tag, str):
            continue
        if RIGHT_CLASSES & set(element.get("class", "").lower().split()):
            return True
        for name, value in element.attrib.items():
            if plain_name(name) in ITEM_FLAGS and value.lower().strip() in YES | NO:
                return value.lower().strip() in YES
    return None


def is_set_off(item: Any) -> bool:
    """Whether all of an option is set off."""
    inner = [one for one in item if isinstance(one.tag, str)]
    return len(inner) == 1 and inner[0].tag in SET_OFF and said_by(inner[0]) == said_by(item)
