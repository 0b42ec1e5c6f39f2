"""Pages of a quiz whose options have no letters: each gets one, and its question a line of keys.

Which options are right a page says by a class or an attribute of theirs, by an attribute of the
block that holds the question, by a list in its script, or in words below. Where it says nothing of
the kind, a list on it stays the list that it is.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.formats import scripts
from dongan_training.bank.formats.embedded import LETTERED, MOST_OPTIONS
from dongan_training.bank.formats.page_options import (
    IN_WORDS,
    Group,
    flag_of,
    groups_of,
    is_set_off,
    opens,
    plain_name,
    said_by,
)
from dongan_training.bank.recognising.blanks import BLANK
from dongan_training.bank.recognising.key_texts import letters_in_key
from dongan_training.bank.recognising.keys import letters_of
from dongan_training.bank.recognising.pieces import fold

FEWEST = 2  # questions of a page that say which options are right
HIGHEST = 4  # elements up from the options to the block of the question
BLOCK_KEYS = frozenset(
    (
        *("answer", "answers", "correct", "key", "right", "rightanswer", "correctanswer"),
        *("correctoption", "answerindex", "correctindex", "solution", "rightkey"),
    )
)
ANSWERED = re.compile(r"answer|daan|correct|solution|key", re.IGNORECASE)
LISTS = ("ul", "ol", "dl", "select", "label")
NUMBERED = re.compile(r"\s*[(（【\[第]?\s*\d|\s*[一二三四五六七八九十]+\s*[、.．]|\s*[QＱ问]\s*\d")
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
COUNTS = re.compile(r"\d{1,2}(?:\s*[,，、;|]\s*\d{1,2})*")


def give_keys(page: Any, script: str) -> None:
    """Write letters and keys into a page that says which of its options are right."""
    groups = list(groups_of(page))
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
    flags = [flag_of(one) for one in group.items]
    if any(flags):
        group.key = _letters([at for at, is_right in enumerate(flags) if is_right])
    else:
        group.said = _said_above(group, blocks)
    if not group.key and not group.said:
        _take_looks(group)


def _said_above(group: Group, blocks: Mapping[Any, int]) -> str:
    """The key that an attribute of the block gives, which holds no other question."""
    for block in _above(group):
        if blocks[block] > 1:
            break
        for name, value in block.attrib.items():
            if plain_name(name) in BLOCK_KEYS and value.strip():
                return str(value).strip()
    return ""


def _take_looks(group: Group) -> None:
    """A key by what is set off, or told in words below."""
    bold = [at for at, item in enumerate(group.items) if is_set_off(item)]
    if 0 < len(bold) < len(group.items) and _asks(group):
        group.key = _letters(bold)
        return
    following = _following(group)
    if following is None:
        return
    if found := IN_WORDS.fullmatch(said_by(following)):
        group.key = _by_text(group, found[1].strip())
    elif ANSWERED.search(following.get("class", "")):
        group.key = _by_text(group, said_by(following))
    if group.key:
        following.clear(keep_tail=True)  # a line of letters takes its place


def _asks(group: Group) -> bool:
    stem = _stem(group)
    return stem is not None and bool(
        NUMBERED.match(stem.text)
        or BLANK.search(fold(said_by(stem)))
        or said_by(stem)[-1:] in "?？"
    )


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
        if below is not None and said_by(below):
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
    return "".join(map(letter_of, sorted(places)))


def _stem(group: Group) -> Any:
    """The element whose text begins the question above the options; None where it is unclear."""
    element = group.items[0]
    for _step in range(HIGHEST):
        above = element.getprevious()
        while above is not None and not (isinstance(above.tag, str) and said_by(above)):
            if (above.tail or "").strip():
                return None
            above = above.getprevious()
        if above is not None:
            inside = (one for one in above.iter() if isinstance(one.tag, str) and opens(one))
            return next(inside, None)
        element = element.getparent()
        if element is None or opens(element):
            return element
    return None


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
        item.text = _fit(f"{letter_of(place)}. {(item.text or '').lstrip()}")
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
