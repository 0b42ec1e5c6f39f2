from dataclasses import replace

import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import Blueprint, Cell, Kind, Section
from dongan_training.exam.blueprint_file import BadBlueprint
from dongan_training.exam.finding import BlueprintUnknown, find_blueprint
from dongan_training.exam.saved_blueprints import (
    BadFormsWanted,
    TitleTaken,
    change_blueprint,
    copy_blueprint,
    keep_blueprint,
    remove_blueprint,
    saved_blueprint,
    saved_blueprints,
)

SINGLE = QuestionType.SINGLE_CHOICE
RICH = Blueprint(
    "季度测试",
    (
        Section(
            SINGLE,
            5,
            2,
            cells=(
                Cell(3, chapter="第一章", difficulty="易"),
                Cell(2, citation="《中国共产党纪律处分条例》第8条"),
            ),
        ),
    ),
    kind=Kind.PARALLEL,
    exposure=2,
    fixed=("q1",),
    excluded=("q2",),
    enemies=(("q3", "q4"),),
    rest=2,
    least_used_first=True,
    facility=0.7,
)


@pytest.fixture
def kept(workspace, trainer, now) -> str:
    with workspace.begin() as session:
        return keep_blueprint(session, blueprint=RICH, forms=3, by=trainer, at=now)


def test_a_kept_blueprint_comes_back_as_it_was_given(workspace, kept, now):
    with workspace.read() as session:
        (row,) = saved_blueprints(session)
        assert find_blueprint(session, kept[:13]) == find_blueprint(session, "季度测试") == kept
    assert (row.id, row.blueprint, row.forms) == (kept, RICH, 3)
    assert (row.title, row.changed_at, row.changed_by) == ("季度测试", now, "李老师")


def test_copies_get_titles_that_are_free(workspace, kept, trainer, now):
    with workspace.begin() as session:
        for _time in range(2):
            copy_blueprint(session, blueprint_id=kept, by=trainer, at=now)
    with workspace.read() as session:
        rows = saved_blueprints(session)
    assert {one.title for one in rows} == {"季度测试", "季度测试（副本）", "季度测试（副本 2）"}
    assert len({replace(one.blueprint, title="") for one in rows}) == 1


def test_a_change_keeps_the_id_and_a_removal_leaves_nothing(workspace, kept, trainer, now):
    other = replace(RICH, rest=0, title="半年测试")
    with workspace.begin() as session:
        change_blueprint(session, blueprint_id=kept, blueprint=other, forms=1, by=trainer, at=now)
    with workspace.read() as session:
        row = saved_blueprint(session, kept)
    assert (row.blueprint, row.forms) == (other, 1)
    with workspace.begin() as session:
        remove_blueprint(session, blueprint_id=kept)
    with workspace.read() as session:
        assert saved_blueprints(session) == []
        with pytest.raises(BlueprintUnknown):
            find_blueprint(session, kept)


def test_two_blueprints_never_have_one_title(workspace, kept, trainer, now):
    with workspace.begin() as session, pytest.raises(TitleTaken, match="季度测试"):
        keep_blueprint(session, blueprint=RICH, forms=1, by=trainer, at=now)
    with workspace.begin() as session:
        copy = copy_blueprint(session, blueprint_id=kept, by=trainer, at=now)
        with pytest.raises(TitleTaken):
            change_blueprint(
                session, blueprint_id=copy, blueprint=RICH, forms=1, by=trainer, at=now
            )


def test_what_is_wrong_with_a_blueprint_is_told_before_it_is_kept(workspace, trainer, now):
    with workspace.begin() as session:
        for bad in (replace(RICH, title=" "), replace(RICH, sections=())):
            with pytest.raises(BadBlueprint):
                keep_blueprint(session, blueprint=bad, forms=1, by=trainer, at=now)
        with pytest.raises(BadFormsWanted):
            keep_blueprint(session, blueprint=RICH, forms=31, by=trainer, at=now)
    with workspace.read() as session:
        assert saved_blueprints(session) == []
