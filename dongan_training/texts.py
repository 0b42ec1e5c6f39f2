"""The one door for words that people read: Chinese is the source, English the translation.

``_("…")`` translates now; ``N_("…")`` only names a text for the catalogue, so that a
constant can be translated later, when it is shown. Texts with facts in them use
``_("…{name}…").format(name=…)``, never an f-string: the catalogue holds the pattern.
Where English needs the singular, its pattern names both words: ``{count} {count:day|days}``.
"""

import gettext
import os
import string
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from dongan_training import paths

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DOMAIN = "dongan"
ONE_OR_MANY = "|"

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language: Language = "zh"


def use_language(language: Language) -> None:
    """Speak ``language`` from now on, in this whole process."""
    global _translations, _language
    _language = language
    _translations = (
        gettext.NullTranslations()
        if language == "zh"
        else gettext.translation(DOMAIN, paths.resource("locale"), [language])
    )


def language() -> Language:
    """Tell which language is spoken now."""
    return _language


def language_from_environment() -> Language | None:
    """Read ``DONGAN_LANG`` (zh or en); None where it says nothing we speak."""
    wanted = os.environ.get("DONGAN_LANG", "")[:2].lower()
    return next((one for one in LANGUAGES if one == wanted), None)


def _(text: str) -> str:
    told = _translations.gettext(text) if text else ""
    return _Counting(told) if ONE_OR_MANY in told else told


def N_(text: str) -> str:  # noqa: N802  the name gettext's extractors know
    """Mark ``text`` for the catalogue without translating it yet."""
    return text


class _Counting(str):
    """A pattern with words of which its ``format`` takes the one that fits the number."""

    def format(self, *places: object, **facts: object) -> str:
        return _WORDED.vformat(self, places, facts)


class _Worded(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        one, is_worded, many = format_spec.partition(ONE_OR_MANY)
        if not is_worded:
            return super().format_field(value, format_spec)
        return one if value in (1, "1") else many


_WORDED = _Worded()


class Said(str):
    """A sentence that knows its pattern and facts, so that it can be kept and said in any language.

    To everybody else it is the sentence in the language spoken when it was made.
    """

    pattern: str
    facts: Mapping[str, object]

    def __new__(cls, pattern: str, facts: Mapping[str, object] | None = None) -> "Said":
        told = _(pattern)
        made = super().__new__(cls, told if facts is None else told.format(**facts))
        made.pattern, made.facts = pattern, facts or {}
        return made

    def format(self, *_places: object, **facts: object) -> "Said":
        """The same with its facts, which patterns name."""
        return Said(self.pattern, facts)


def said(text: str) -> Said:
    """Stands in for ``_`` where sentences are made that a draft import keeps."""
    return Said(text)


def listed(words: Iterable[str]) -> str:
    """Several words in one line: 甲、乙、丙."""
    return _("、").join(words)


def clauses(parts: Iterable[str]) -> str:
    """Several things said in one sentence, without its full stop: 甲；乙."""
    return _("；").join(parts)


def sentences(whole: Iterable[str]) -> str:
    """Whole sentences one after the other: Chinese ends them with a sign as wide as a blank."""
    return ("" if _language == "zh" else " ").join(whole)


def breadth(text: str) -> int:
    """How many cells of a terminal or a sheet a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
