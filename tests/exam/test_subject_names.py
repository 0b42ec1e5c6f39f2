"""A subject that is renamed or merged takes the kept blueprints along, and back."""

import pytest

from dongan_training.bank import subjects
from dongan_training.bank.drafts import QuestionType
from dongan_training.exam import subject_names
from dongan_training.exam.blueprint import Blueprint, Cell, Section
from dongan_training.exam.saved_blueprints import (
    change_blueprint,
    keep_blueprint,
    saved_blueprint,
)

JUDGED = QuestionType.TRUE_FALSE


@pytest.fixture
def by(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def session(workspace):
    with workspace.begin() as session:
        yield session


@pytest.fixture
def add(session, by):
    def add(name, parent=None):
        return subjects.add_subject(session, name=name, parent_id=parent, **by)

    return add


@pytest.fixture
def kept(session, by):
    cells = (Cell(2, subject="党纪"), Cell(3, subject="村务", chapter="党纪"))
    blueprint = Blueprint(
        "测试", (Section(JUDGED, 5, 1, cells=cells), Section(JUDGED, 2, 1, subject="党纪"))
    )
    return keep_blueprint(session, blueprint=blueprint, forms=1, **by)


def named(session, kept):
    blueprint = saved_blueprint(session, kept).blueprint
    return [cell.subject for section in blueprint.sections for cell in section.parts]


def test_a_new_name_reaches_every_cell_and_goes_back(session, by, add, kept):
    party = add("党纪")
    renamed = subject_names.rename_subject(session, subject_id=party, name="纪律", **by)
    assert named(session, kept) == ["纪律", "村务", "纪律"]
    chapter = saved_blueprint(session, kept).blueprint.sections[0].cells[1].chapter
    assert chapter == "党纪"  # a chapter of that name is no subject
    subject_names.rename_back(session, renamed, **by)
    assert named(session, kept) == ["党纪", "村务", "党纪"]


def test_a_merged_subject_hands_its_blueprints_over_and_gets_them_back(session, by, add, kept):
    party, village = add("党纪"), add("村务")
    merged = subject_names.merge_subject(session, subject_id=party, into_id=village, **by)
    assert named(session, kept) == ["村务", "村务", "村务"]
    subject_names.part_again(session, merged, **by)
    assert named(session, kept) == ["党纪", "村务", "党纪"]


def test_a_name_that_another_subject_has_too_stays(session, by, add, kept):
    first = add("党纪")
    add("党纪", parent=add("旧题库"))
    renamed = subject_names.rename_subject(session, subject_id=first, name="纪律", **by)
    assert renamed.followed == () and named(session, kept) == ["党纪", "村务", "党纪"]


def test_a_blueprint_changed_since_keeps_that_change(session, by, add, kept):
    renamed = subject_names.rename_subject(session, subject_id=add("党纪"), name="纪律", **by)
    other = Blueprint("测试", (Section(JUDGED, 1, 1, subject="纪律"),))
    change_blueprint(session, blueprint_id=kept, blueprint=other, forms=1, **by)
    subject_names.rename_back(session, renamed, **by)
    assert named(session, kept) == ["纪律"]
