"""XML of no known kind as records: the parts of an element under their names."""

import json
from typing import Any

from dongan_training.sheets.xml import local

DEEPEST = 40


def value_of(element: Any, depth: int = 0) -> Any:
    """A text where an element holds only text; else its attributes and parts by name.

    Parts that repeat are a list; an element whose parts all bear one name is that list.
    """
    parts = [one for one in element if local(one)]
    text = (element.text or "").strip()
    if depth > DEEPEST:
        return "".join(element.itertext()).strip()
    if not parts and not element.attrib:
        return text
    found: dict[str, Any] = {
        name.rpartition("}")[2]: value for name, value in element.attrib.items() if value.strip()
    }
    names = [local(one) for one in parts]
    if len(parts) > 1 and len(set(names)) == 1 and not text:
        inner = [value_of(one, depth + 1) for one in parts]
        return inner if not found else {**found, names[0]: inner}
    for name, one in zip(names, parts, strict=True):
        value = value_of(one, depth + 1)
        if names.count(name) > 1:
            found.setdefault(f"{name}s", []).append(value)  # a list bears the plural
        else:
            found[name] = value
    if text:
        found["text"] = text
    return found


def text_of(element: Any) -> str:
    """The same as JSON, for the reader of records."""
    return json.dumps(value_of(element), ensure_ascii=False)
