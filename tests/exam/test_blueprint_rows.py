from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import Blueprint, Cell, Section
from dongan_training.exam.blueprint_rows import (
    CellRow,
    rows_of,
    sections_of,
    with_another_cell,
    with_another_section,
    with_row,
    without_row,
)

cells = st.builds(
    Cell,
    count=st.integers(1, 9),
    subject=st.sampled_from(("", "纪律")),
    chapter=st.sampled_from(("", "一")),
    difficulty=st.sampled_from(("", "难")),
)
sections = st.builds(
    lambda kind, points, of: Section(kind, sum(c.count for c in of), points, cells=tuple(of)),
    st.sampled_from(QuestionType),
    st.sampled_from((1.0, 2.5)),
    st.lists(cells, min_size=1, max_size=3),
)
blueprints = st.builds(
    Blueprint, st.just("卷"), st.lists(sections, min_size=1, max_size=4).map(tuple)
)


@given(blueprints)
def test_rows_written_as_sections_ask_for_the_same(blueprint):
    rows = rows_of(blueprint)
    again = replace(blueprint, sections=sections_of(rows))
    assert rows_of(again) == rows
    assert (again.count, again.full_marks) == (blueprint.count, blueprint.full_marks)


def test_what_cells_inherit_stands_in_each_row():
    section = Section(
        QuestionType.TRUE_FALSE, 3, 1, subject="纪律", cells=(Cell(1), Cell(2, subject="党史"))
    )
    assert [one.cell.subject for one in rows_of(Blueprint("卷", (section,)))] == ["纪律", "党史"]


@given(blueprints, st.data())
def test_sections_are_always_numbered_without_a_gap(blueprint, data):
    rows = rows_of(blueprint)
    for _step in range(3):
        at = data.draw(st.integers(0, len(rows) - 1))
        step = data.draw(st.sampled_from((with_another_cell, without_row)))
        rows = step(rows, at)
        numbers = [one.section for one in rows]
        assert numbers == sorted(numbers)
        assert set(numbers) == set(range(len(set(numbers))))
        if not rows:
            return


def test_type_and_points_belong_to_the_section():
    rows = with_another_section((), QuestionType.TRUE_FALSE, 5, 1)
    rows = with_another_section(with_another_cell(rows, 0), QuestionType.FILL_BLANK, 2, 3)
    changed = CellRow(0, QuestionType.SINGLE_CHOICE, 2, Cell(4, chapter="一"))
    rows = with_row(rows, 1, changed)
    assert [(one.section, one.type, one.points, one.cell.count) for one in rows] == [
        (0, QuestionType.SINGLE_CHOICE, 2, 5),
        (0, QuestionType.SINGLE_CHOICE, 2, 4),
        (1, QuestionType.FILL_BLANK, 3, 2),
    ]
