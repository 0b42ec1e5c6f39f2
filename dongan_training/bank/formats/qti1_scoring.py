"""What QTI 1.2 pays for which answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from dongan_training.bank.formats.harvest import number_of
from dongan_training.sheets.xml import local

ALL = float("inf")  # ``SCORE.max``: whatever the item is worth


@dataclass(frozen=True)
class Scores:
    """For each response the values that earn points, and how many."""

    paid: dict[str, dict[str, float]]

    def rewarded(self, response: str) -> list[str]:
        """All values that earn points, in the order they are written."""
        return list(self.paid.get(response, {}))

    def best(self, response: str) -> list[str]:
        """The values that earn most: the right ones, where the others earn a part."""
        paid = self.paid.get(response, {})
        return [value for value, points in paid.items() if points == max(paid.values())]


def scores_of(item: Any) -> Scores:
    """Read the conditions of an item; what must not be chosen is left out."""
    paid: dict[str, dict[str, float]] = {}
    for condition in below(item, "respcondition"):
        points = max((_points(one.text) for one in below(condition, "setvar")), default=0.0)
        if points <= 0:
            continue
        for response, value in _values(condition):
            known = paid.setdefault(response, {})
            known[value] = max(points, known.get(value, 0.0))
    return Scores(paid)


def _values(condition: Any) -> Iterator[tuple[str, str]]:
    """What a condition asks for; a number between two others as our keys write it, ``70~84``."""
    spans: dict[str, dict[str, str]] = {}
    for one in below(condition, "vargte", "vargt", "varlte", "varlt"):
        end = "low" if local(one).startswith("varg") else "high"
        spans.setdefault(one.get("respident", ""), {})[end] = (one.text or "").strip()
    whole = {name: span for name, span in spans.items() if len(span) == 2}
    yield from ((name, f"{span['low']}~{span['high']}") for name, span in whole.items())
    for one in below(condition, "varequal", "varsubstring"):
        forbidden = next(one.iterancestors("{*}not"), None) is not None
        text, name = (one.text or "").strip(), one.get("respident", "")
        if text and not forbidden and name not in whole:
            yield name, text


def _points(text: str | None) -> float:
    return ALL if (text or "").strip().lower().endswith(".max") else number(text)


def number(text: str | None) -> float:
    """A number as written; 0 where it is none."""
    return number_of(text) or 0.0


def below(element: Any, *names: str) -> Iterator[Any]:
    """All elements of these names below an element, in order, whatever their namespace."""
    return (one for one in element.iter(etree.Element) if local(one) in names)
