"""The search for everything."""

from datetime import datetime

import pytest

from dongan_training.accounts.actor import Actor
from dongan_training.people.models import OrgUnit, Person
from dongan_training.reports.finding import FoundKind, find_everything
from dongan_training.training import planning
from dongan_training.training.planning import ClassFacts
from dongan_training.workspace import Workspace


@pytest.fixture(autouse=True)
def people(workspace: Workspace, trainer: Actor, now: datetime) -> None:
    with workspace.begin() as session:
        unit = OrgUnit(name="莲塘村党总支", kind="党总支")
        session.add(unit)
        session.flush()
        session.add_all(
            [
                Person(name="陈敏", pinyin="chen min cm", post="书记", org_unit_id=unit.id),
                Person(name="欧阳𬱖", pinyin="ou yang wei oyw"),
                Person(name="陈敏", pinyin="chen min cm", active=False),
                Person(name="百分%", pinyin=""),
            ]
        )
        facts = ClassFacts(name="第四季度培训班", quarter=4, venue="三楼")
        planning.add_class(session, year=2026, facts=facts, by=trainer, at=now)


def found(workspace: Workspace, text: str) -> list[tuple[FoundKind, str, str]]:
    with workspace.read() as session:
        return [(one.kind, one.title, one.detail) for one in find_everything(session, text)]


@pytest.mark.parametrize("text", ["陈", "敏", "cm", "CHEN MIN", " chen "])
def test_people_are_found_by_name_pinyin_and_initials(workspace: Workspace, text: str) -> None:
    assert found(workspace, text) == [(FoundKind.PERSON, "陈敏", "莲塘村党总支 · 书记")]


def test_a_rare_name_is_found_by_its_rare_character(workspace: Workspace) -> None:
    assert found(workspace, "𬱖") == [(FoundKind.PERSON, "欧阳𬱖", "")]


def test_classes_are_found_by_name_code_and_venue(workspace: Workspace) -> None:
    expected = [(FoundKind.CLASS, "第四季度培训班 · 第1期", "2026Q4-01")]
    for text in ("第四季度", "2026q4", "三楼"):
        assert found(workspace, text) == expected


def test_signs_of_the_database_are_only_signs(workspace: Workspace) -> None:
    assert found(workspace, "%") == [(FoundKind.PERSON, "百分%", "")]
    assert found(workspace, "_") == []


def test_nothing_is_found_for_nothing(workspace: Workspace) -> None:
    assert found(workspace, "   ") == []
