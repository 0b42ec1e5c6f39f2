"""Real banks that may not be shipped: read where they lie beside the project, else skipped."""

import json
from collections import Counter
from pathlib import Path

import pytest

from dongan_training.bank.formats import read
from dongan_training.progress import Silent

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
# A perfect reader finds more: the block 问答题 below the choice question is a question too, and
# three passages have two written questions each, which the list of expectations leaves out.
MORE = {
    "banks/hengliy_template.xls": {"short_answer": 1},
    "banks/qtmenxia_mayuan_1-16.md": {"short_answer": 28 + 6},
}
LAYOUTS = {
    "L01": {"single_choice": 3},
    "L02": {"single_choice": 3},
    "L03": {"single_choice": 2, "fill_blank": 3},
    "L04": {},
    "L05": {"single_choice": 3, "multiple_choice": 2},
    "L06": {"single_choice": 3},
    "L07": {"single_choice": 3, "true_false": 2},
    "L08": {"fill_blank": 6},
}


def expected() -> list[tuple[str, dict[str, int]]]:
    if not (CORPUS / "expected.json").exists():
        return []
    listed = json.loads((CORPUS / "expected.json").read_text("utf-8"))
    banks = [(one["file"], one["counts"] | MORE.get(one["file"], {})) for one in listed]
    layouts = sorted((CORPUS / "layouts").iterdir())
    return banks + [(f"layouts/{path.name}", LAYOUTS[path.name[:3]]) for path in layouts]


pytestmark = pytest.mark.skipif(not expected(), reason="no corpus beside the project")


@pytest.mark.parametrize(("name", "counts"), expected())
def test_a_real_bank_is_read_with_the_counts_a_person_found(name, counts):
    reading = read(CORPUS / name, Silent())
    assert Counter(str(draft.type) for draft in reading.drafts) == counts


UNANSWERED = ("layouts/L03_no_answers_two_sections.txt",)


@pytest.mark.parametrize("name", [name for name, _ in expected() if name not in UNANSWERED])
def test_every_question_of_a_real_bank_has_its_answer(name):
    reading = read(CORPUS / name, Silent())
    assert [draft.line for draft in reading.drafts if not draft.answer] == []


def test_the_examples_of_qti_three_are_read():
    found = read(CORPUS / "qti3/QTI3_BeginnersGuide_Examples/BegGuide_March2025.zip", Silent())
    counts = Counter(str(draft.type) for draft in found.drafts)
    choices = counts["single_choice"] + counts["multiple_choice"] + counts["true_false"]
    assert (choices, counts["short_answer"], counts["fill_blank"]) == (3, 2, 1)


OURS = {
    "MC": ("single_choice", "multiple_choice"),
    "TF": ("true_false",),
    "Short": ("fill_blank",),
    "Numerical": ("fill_blank",),
    "Essay": ("short_answer",),
}


@pytest.mark.parametrize("path", sorted((CORPUS / "gift").glob("*.gift")), ids=lambda p: p.stem)
def test_a_sample_of_gift_is_read_with_the_types_another_parser_found(path):
    parsed = Counter(
        one["type"] for one in json.loads(path.with_suffix(".json").read_text("utf-8"))
    )
    reading = read(path, Silent())
    found = Counter(str(draft.type) for draft in reading.drafts)
    for kinds in {OURS[name] for name in parsed if name in OURS}:
        wanted = sum(parsed[name] for name, ours in OURS.items() if ours == kinds)
        assert sum(found[kind] for kind in kinds) == wanted
    foreign = "\n".join(one.text for one in reading.problems if one.kind == "unsupported_type")
    assert len(foreign.splitlines()) >= parsed["Matching"]
