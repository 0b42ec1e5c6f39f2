import pytest
from sqlalchemy import select

from dongan_training.bank.models import QuestionVersion
from dongan_training.exam.blueprint import Kind
from dongan_training.exam.comparing import Contrast, compare_forms, contrast_words
from dongan_training.exam.models import PaperItem
from dongan_training.exam.papers import make_paper
from dongan_training.exam.queries import NoSuchForm
from dongan_training.exam.signing_off import copy_paper
from tests.exam.conftest import BLUEPRINT


def test_forms_of_the_same_questions_differ_in_order_alone(workspace, paper_id):
    with workspace.read() as session:
        found = compare_forms(session, (paper_id, "A"), (paper_id, "B"))
    assert len(found.lines) == found.first.questions == found.second.questions == 10
    assert found.first.facility == found.second.facility == pytest.approx(0.65)
    contrasts = {one for line in found.lines for one in line.contrasts}
    assert contrasts <= {Contrast.PLACE, Contrast.OPTIONS, Contrast.SAME}
    assert found.count(Contrast.PLACE) >= 2
    assert [one.first for one in found.lines] == list(range(1, 11))


def test_a_copy_is_the_same_until_something_is_changed(workspace, paper_id, trainer, now):
    with workspace.begin() as session:
        copy = copy_paper(session, paper_id=paper_id, by=trainer, at=now)
    with workspace.read() as session:
        found = compare_forms(session, (paper_id, "A"), (copy, "A"))
    assert found.count(Contrast.SAME) == 10
    with workspace.begin() as session:
        first = session.scalars(select(PaperItem).filter_by(paper_id=copy, position=1)).one()
        first.points = 5
        before = first.version
        newer = QuestionVersion(
            question_id=before.question_id,
            number=2,
            current=False,
            type=before.type,
            stem="改过的题干",
            options=before.options,
            answer=before.answer,
            fingerprint="newer",
        )
        session.add(newer)
        session.flush()
        first.version_id = newer.id
    with workspace.read() as session:
        found = compare_forms(session, (paper_id, "A"), (copy, "A"))
    assert found.lines[0].contrasts == (Contrast.VERSION, Contrast.POINTS)
    assert contrast_words(found.lines[0].contrasts) == "版本不同、分值不同"
    assert found.count(Contrast.SAME) == 9


def test_parallel_forms_share_no_question(workspace, bank, trainer, now):
    blueprint = type(BLUEPRINT)(BLUEPRINT.title, BLUEPRINT.sections[:1], kind=Kind.PARALLEL)
    with workspace.begin() as session:
        made = make_paper(session, blueprint=blueprint, forms=2, seed=3, by=trainer, at=now)
    with workspace.read() as session:
        found = compare_forms(session, (made.id, "A"), (made.id, "B"))
        assert (found.count(Contrast.ONLY_FIRST), found.count(Contrast.ONLY_SECOND)) == (4, 4)
        assert found.lines[0].second is None
        assert found.lines[-1].first is None
        with pytest.raises(NoSuchForm, match="没有 C 卷"):
            compare_forms(session, (made.id, "A"), (made.id, "C"))
