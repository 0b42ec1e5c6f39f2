"""A clerk enters regulations and editions; what ships stays behind what is entered."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from dongan_training.accounts.models import AuditEntry
from dongan_training.bank.regulations import keeping
from dongan_training.bank.regulations.register import Chapter, Edition, EditionName
from dongan_training.bank.regulations.shipped import shipped_editions

RULES = EditionName("中国共产党纪律处分条例", 2023)
OWN = Edition(
    EditionName("东安县村务公开办法", 2025),
    in_force=date(2025, 3, 1),
    articles=24,
    chapters=(Chapter("第一章", 1, 6), Chapter("第二章", 7, 24)),
    source="县里印发",
)


@pytest.fixture
def session(workspace):
    with workspace.begin() as session:
        yield session


@pytest.fixture
def by(trainer, now):
    return {"by": trainer, "at": now}


def test_an_entered_edition_reads_back_and_is_logged(session, by):
    named = replace(OWN, name=EditionName("《东安县 村务公开办法》", 2025))
    assert keeping.add_edition(session, edition=named, **by) == OWN.name
    assert keeping.find_edition(session, OWN.name) == OWN
    assert len(keeping.register(session).editions) == len(shipped_editions()) + 1
    acts = session.scalars(sa.select(AuditEntry.act)).all()
    assert acts == ["regulation.add"]
    with pytest.raises(keeping.EditionExists):
        keeping.add_edition(session, edition=OWN, **by)


def test_what_ships_is_changed_in_a_copy_and_comes_back(session, by):
    shipped = keeping.find_edition(session, RULES)
    with pytest.raises(keeping.ShippedEdition):
        keeping.remove_edition(session, name=RULES, **by)
    keeping.change_edition(session, edition=shipped, **by)  # changes nothing
    assert keeping.find_edition(session, RULES).is_shipped
    keeping.change_edition(session, edition=replace(shipped, source="县里核对过"), **by)
    own = keeping.find_edition(session, RULES)
    assert (own.source, own.is_shipped, own.articles) == ("县里核对过", False, 158)
    keeping.remove_edition(session, name=RULES, **by)
    assert keeping.find_edition(session, RULES) == shipped


@pytest.mark.parametrize(
    ("unfit", "refusal"),
    [
        (replace(OWN, name=EditionName("", 2025)), keeping.TitleUnfit),
        (replace(OWN, name=EditionName("一》《二", 2025)), keeping.TitleUnfit),
        (replace(OWN, name=EditionName("长" * 101, 2025)), keeping.TitleUnfit),
        (replace(OWN, name=EditionName("某办法", 25)), keeping.YearUnfit),
        (replace(OWN, articles=-1), keeping.ArticlesUnfit),
        (replace(OWN, articles=25), keeping.ChaptersUnfit),
        (replace(OWN, articles=None), keeping.ChaptersUnfit),
    ],
)
def test_what_is_unfit_is_refused(session, by, unfit, refusal):
    with pytest.raises(refusal):
        keeping.add_edition(session, edition=unfit, **by)


def test_an_unknown_edition_is_named(session, by):
    with pytest.raises(keeping.UnknownEdition, match="某办法"):
        keeping.remove_edition(session, name=EditionName("某办法", 2025), **by)
