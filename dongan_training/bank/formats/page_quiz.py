"""Pages of a quiz whose options have no letters: each gets one, and its question a line of keys.

Which options are right a page says by a class or an attribute of theirs, by an attribute of the
block that holds the question, by a list in its script, or in words below. Where it says nothing of
the kind, a list on it stays the list that it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dongan_training.bank.formats import scripts
from dongan_training.bank.formats.embedded import LETTERED, MOST_OPTIONS, TICKED
from dongan_training.bank.recognising.keys import letters_of
from dongan_training.bank.recognising.tidying import letters_in_key

FEWEST = 2  # questions of a page that say which options are right
MOST_TEXTS = 50  # pieces of one option
HIGHEST = 4  # elements up from the options to the block of the question
BLOCK_KEYS = frozenset(
    (
        *("answer", "answers", "correct", "key", "right", "rightanswer", "correctanswer"),
        *("correctoption", "answerindex", "correctindex", "solution", "rightkey"),
    )
)
ITEM_FLAGS = frozenset(("correct", "iscorrect", "right", "isright", "isanswer", "istrue"))
RIGHT_CLASSES = frozenset(
    ("correct", "is-correct", "is-right", "correct-answer", "right-answer", "answer-right")
)
WRONG_CLASSES = frozenset(("wrong", "incorrect", "is-wrong", "wrong-answer"))
ANSWERED = re.compile(r"answer|daan|correct|solution|key", re.IGNORECASE)
LISTS = ("ul", "ol", "dl", "select", "label")
YES = frozenset(("", "true", "1", "yes", "correct", "right"))
NO = frozenset(("false", "0", "no", "wrong", "incorrect"))
NAMES = re.compile(r"opt|choice|answer|xuanxiang|item", re.IGNORECASE)
NUMBERED = re.compile(r"\s*[(（【\[第]?\s*\d|\s*[一二三四五六七八九十]+\s*[、.．]|\s*[QＱ问]\s*\d")
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
COUNTS = re.compile(r"\d{1,2}(?:\s*[,，、;|]\s*\d{1,2})*")
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


def give_keys(page: Any, script: str) -> None:
    """Write letters and keys into a page that says which of its options are right."""
    groups = list(_groups(page))
    blocks = Counter(parent for group in groups for parent in _above(group))
    for group in groups:
        _take_key(group, blocks)
    _take_script(groups, script)
    _take_said(groups)
    if sum(bool(group.key) for group in groups) < FEWEST:
        return
    kinds = {_kind(group) for group in groups if group.key}
    asked = [group for group in groups if _kind(group) in kinds]
    _number([_stem(group) for group in asked])
    for group in asked:
        _write(group)


def _groups(page: Any) -> Iterator[Group]:
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
                if group := _group(items, [_said(one) for one in items]):
                    yield group
    for name, inputs in buttons.items():
        items = [_label(one, holds) for one in inputs]
        texts = [(_said(one) if one.tag != "input" else one.tail or "").strip() for one in items]
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
    run: list[Any] = []
    for child in [*children, None]:
        is_option = child is not None and _is_option(child)
        if is_option and (not run or _looks(run[-1]) == _looks(child)):
            run.append(child)
            continue
        if run:
            yield run
        run = [child] if is_option else []


def _is_option(element: Any) -> bool:
    if element.tag == "dd":
        return not IN_WORDS.fullmatch(_said(element))
    return NAMES.search(element.get("class", "")) is not None


def _looks(element: Any) -> tuple[str, frozenset[str]]:
    """Tag and classes, but for those that say what is right."""
    classes = frozenset(element.get("class", "").lower().split())
    return element.tag, classes - RIGHT_CLASSES - WRONG_CLASSES


def _group(items: list[Any], texts: list[str], name: str = "") -> Group | None:
    fits = 2 <= len(items) <= MOST_OPTIONS and all(texts) and len(set(texts)) == len(texts)
    return Group(items, texts, name) if fits else None


def _said(element: Any) -> str:
    return " ".join("".join(islice(element.itertext(), MOST_TEXTS)).split())


def _label(button: Any, holds: Counter[Any]) -> Any:
    """The smallest element that holds a button and its words, and no other button."""
    element = button
    while (parent := element.getparent()) is not None and holds[parent] == 1:
        element = parent
        if _said(element):
            return element
    return button


def _above(group: Group) -> list[Any]:
    """The elements around the options, up to what may be the block of their question."""
    found: list[Any] = []
    element = group.items[0].getparent()
    while element is not None and len(found) < HIGHEST:
        found.append(element)
        element = element.getparent()
    return found


def _kind(group: Group) -> tuple[str, ...]:
    """How the options stand on the page: what is not so is no question."""
    above = _above(group)
    return (
        "button" if group.name else group.items[0].tag,
        above[0].get("class", ""),
        *(element.tag for element in above),
    )


def _take_key(group: Group, blocks: Mapping[Any, int]) -> None:
    flags = [_flag(one) for one in group.items]
    if any(flags):
        group.key = _letters([at for at, is_right in enumerate(flags) if is_right])
        return
    for block in _above(group):
        if blocks[block] > 1:
            break
        for name, value in block.attrib.items():
            if _plain(name) in BLOCK_KEYS and value.strip():
                group.said = value.strip()
                return
    following = _following(group)
    if following is None:
        return
    if found := IN_WORDS.fullmatch(_said(following)):
        group.key = _by_text(group, found[1].strip())
    elif ANSWERED.search(following.get("class", "")):
        group.key = _by_text(group, _said(following))
    if group.key:
        following.clear(keep_tail=True)  # a line of letters takes its place


def _plain(name: str) -> str:
    return re.sub(r"[-_]", "", name.lower()).removeprefix("data")


def _flag(item: Any) -> bool | None:
    """What an option says of itself; None where it says nothing."""
    for element in item.iter():
        if not isinstance(element.tag, str):
            continue
        if RIGHT_CLASSES & set(element.get("class", "").lower().split()):
            return True
        for name, value in element.attrib.items():
            if _plain(name) in ITEM_FLAGS and value.lower().strip() in YES | NO:
                return value.lower().strip() in YES
    return None


def _by_text(group: Group, said: str) -> str:
    """The letters of options that are told in words."""
    is_lettered = bool(letters_of(said))
    return "" if is_lettered else letters_in_key(said, group.texts)


def _following(group: Group) -> Any:
    """The next element with words below the options."""
    element = group.items[-1]
    for _step in range(HIGHEST):
        below = element.getnext()
        while below is not None and not isinstance(below.tag, str):
            below = below.getnext()
        if below is not None and _said(below):
            return below
        element = element.getparent()
        if element is None:
            break
    return None


def _take_script(groups: Sequence[Group], script: str) -> None:
    """Right options by the names of their buttons, or as many as there are questions, in order."""
    waiting = [group for group in groups if not group.key and not group.said]
    if not script or len(waiting) < FEWEST:
        return
    for value in scripts.values_in(script)[0].values():
        if isinstance(value, dict) and all(group.name in value for group in waiting):
            given = [value[group.name] for group in waiting]
        elif isinstance(value, list) and len(value) == len(waiting):
            given = value
        else:
            continue
        said = [str(one) for one in given if isinstance(one, str | int)]
        if len(said) < len(waiting):
            continue
        keys = [_by_text(group, one) for group, one in zip(waiting, said, strict=True)]
        if all(keys) or all(map(COUNTS.fullmatch, said)):
            for group, one in zip(waiting, said, strict=True):
                group.said = one
            return


def _take_said(groups: Sequence[Group]) -> None:
    """Keys as letters or in words; where all keys of the page are counts they count the options."""
    told = [group for group in groups if group.said]
    counting = all(COUNTS.fullmatch(group.said) for group in told)
    if counting and not all(group.said in group.texts for group in told):
        _take_counts(told)
        return
    for group in told:
        may_be_letters = len(group.said) <= MOST_OPTIONS * 2
        letters = letters_of(group.said.upper()) if may_be_letters else ""
        group.key = letters or _by_text(group, group.said) or group.said


def _take_counts(groups: Sequence[Group]) -> None:
    """A 0, or a count as great as there are options, tells from where they are counted."""
    counts = [[int(one) for one in re.findall(r"\d+", group.said)] for group in groups]
    sizes = [len(group.items) for group in groups]
    zero = any(min(some) == 0 for some in counts)
    top = any(max(some) == size for some, size in zip(counts, sizes, strict=True))
    over = any(max(some) > size for some, size in zip(counts, sizes, strict=True))
    for group, some in zip(groups, counts, strict=True):
        if over or zero == top:
            group.key = group.said  # a person must say which that is
        else:
            group.key = _letters([count - (not zero) for count in some])


def _letters(places: Sequence[int]) -> str:
    return "".join(chr(65 + place) for place in sorted(places))


def _stem(group: Group) -> Any:
    """The element whose text begins the question above the options; None where it is unclear."""
    element = group.items[0]
    for _step in range(HIGHEST):
        above = element.getprevious()
        while above is not None and not (isinstance(above.tag, str) and _said(above)):
            if (above.tail or "").strip():
                return None
            above = above.getprevious()
        if above is not None:
            inside = (one for one in above.iter() if isinstance(one.tag, str) and _opens(one))
            return next(inside, None)
        element = element.getparent()
        if element is None or _opens(element):
            return element
    return None


def _opens(element: Any) -> bool:
    return bool((element.text or "").strip())


def _number(stems: Sequence[Any]) -> None:
    """Count questions of which none has a number: where one ends, its key alone does not tell."""
    if None in stems or len(set(stems)) < len(stems):
        return
    if not any(NUMBERED.match(stem.text) for stem in stems):
        for number, stem in enumerate(stems, 1):
            stem.text = _fit(f"{number}. {stem.text.lstrip()}")


def _fit(text: str) -> str:
    """Without the signs that a page may hold and its tree takes from nobody else."""
    return UNFIT.sub("", text)


def _write(group: Group) -> None:
    is_bare = not group.name and not any(map(LETTERED.match, group.texts))
    if group.items[0].tag == "option":
        for one in group.items[0].getparent().xpath("option[@value='']"):
            one.clear(keep_tail=True)  # 请选择
    for place, item in enumerate(group.items if is_bare else ()):
        item.text = _fit(f"{chr(65 + place)}. {(item.text or '').lstrip()}")
    if not group.key:
        return
    last = group.items[-1]
    while last.getparent() is not None and last.getparent().tag in LISTS:
        last = last.getparent()
    key = last.makeelement("p")
    key.text = _fit(f"答案：{group.key}")
    words, last.tail = _fit(last.tail or ""), None  # they stay before what is added
    last.addnext(key)
    last.tail = words
