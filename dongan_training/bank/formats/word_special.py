"""What stands in a Word run without being text: breaks, symbols, formulas."""

from typing import Any

from dongan_training.bank.formats.word_tags import TEXT, M, W

MATH = M + "oMath"
TAB, BREAK, RETURN, SYMBOL = W + "tab", W + "br", W + "cr", W + "sym"
HYPHEN, RUBY = W + "noBreakHyphen", W + "ruby"
SYMBOLS = {
    "F0FC": "√",
    "F050": "√",
    "F052": "√",
    "F0FE": "√",
    "F0D6": "√",
    "F0FB": "×",
    "F04F": "×",
    "F051": "×",
    "F0FD": "×",
    "F053": "×",
    "221A": "√",
    "2713": "√",
    "2714": "√",
    "00D7": "×",
    "2717": "×",
}
# Formulas on one line: what stands between the first and the second part.
BETWEEN = {M + "f": "/", M + "sSup": "^", M + "sSub": "_"}
PROPERTIES = frozenset(M + name for name in ("fPr", "sSupPr", "sSubPr", "radPr", "ctrlPr", "rPr"))


def special(child: Any, tag: str) -> str:
    """The text that an element of a run stands for; empty for what only looks."""
    if tag == TAB:
        return "\t"
    if tag == BREAK:
        return "\n" if child.get(W + "type", "textWrapping") == "textWrapping" else ""
    if tag == RETURN:
        return "\n"
    if tag == HYPHEN:
        return "-"
    if tag == SYMBOL:
        return SYMBOLS.get(child.get(W + "char", "").upper(), "")
    if tag == RUBY:
        return "".join(
            text.text or "" for base in child.iter(W + "rubyBase") for text in base.iter(TEXT)
        )
    return ""


def formula(element: Any) -> str:
    """A formula as people type it: ½ becomes 1/2 and never 12."""
    if element.tag in (M + "t", TEXT):
        return element.text or ""
    parts = [formula(child) for child in element if child.tag not in PROPERTIES]
    between = BETWEEN.get(element.tag)
    if between is not None:
        return between.join(_grouped(part) for part in parts)
    if element.tag == M + "rad":
        return "√" + _grouped(parts[-1] if parts else "")
    if element.tag == M + "d":
        return f"({','.join(parts)})"
    return "".join(parts)


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
