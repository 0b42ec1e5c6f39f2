"""One question of a draft is changed for another that fits, and changed back."""

import pytest
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Passage, QuestionVersion, Subject
from dongan_training.exam.blueprint import Blueprint, Cell, Kind, Section
from dongan_training.exam.models import Paper, PaperSwap
from dongan_training.exam.papers import make_paper
from dongan_training.exam.queries import paper_view
from dongan_training.exam.signing_off import (
    PaperFrozen,
    approve_paper,
    discard_paper,
    reopen_paper,
)
from dongan_training.exam.swapping import (
    DoesNotFitHere,
    FixedQuestion,
    NothingSwapped,
    PartOfPassage,
    substitutes_for,
    swap_question,
    take_back_swap,
)
from tests.exam.conftest import OPTIONS, add_questions

SINGLE = QuestionType.SINGLE_CHOICE


@pytest.fixture
def draft(workspace, bank, trainer, now):
    """Make a draft from a blueprint of single choices; gives its id."""

    def make(forms=2, count=4, **rules):
        cells = rules.pop("cells", ())
        blueprint = Blueprint("草稿", (Section(SINGLE, count, 2, cells=cells),), **rules)
        with workspace.begin() as session:
            made = make_paper(session, blueprint=blueprint, forms=forms, seed=5, by=trainer, at=now)
            return made.id

    return make


def lines_of(workspace, paper_id, form="A"):
    with workspace.read() as session:
        return paper_view(session, paper_id, form=form).lines


def choice_of(workspace, line, search=""):
    with workspace.read() as session:
        return substitutes_for(session, item_id=line.item_id, search=search)


def swap(workspace, line, one, *, by, at):
    with workspace.begin() as session:
        swap_question(session, item_id=line.item_id, version_id=one.version_id, by=by, at=at)


def state_of(workspace, paper_id):
    with workspace.read() as session:
        paper = session.get_one(Paper, paper_id)
        return [(one.id, one.version_id, one.points) for one in paper.items], [
            form.order for form in paper.forms
        ]


def test_what_is_offered_is_of_the_same_type_and_not_on_the_paper(workspace, draft):
    paper_id = draft()
    line = lines_of(workspace, paper_id)[1]
    choice = choice_of(workspace, line)
    on_paper = {one.question_id for one in lines_of(workspace, paper_id)}
    assert choice.total == len(choice.substitutes) == 4
    assert not on_paper & {one.question_id for one in choice.substitutes}
    assert all(one.stem.startswith("单选") for one in choice.substitutes)
    assert (choice.outgoing.form, choice.outgoing.number) == ("A", 2)
    wanted = choice.substitutes[2]
    (found,) = choice_of(workspace, line, search=wanted.stem).substitutes
    assert found == wanted


def test_a_swap_keeps_number_points_and_forms_and_can_be_taken_back(workspace, draft, trainer, now):
    paper_id = draft(forms=3)
    before = state_of(workspace, paper_id)
    line = lines_of(workspace, paper_id)[1]
    first, second = choice_of(workspace, line).substitutes[:2]
    for one in (first, second):
        swap(workspace, line, one, by=trainer, at=now)
    assert lines_of(workspace, paper_id)[1].question_id == second.question_id
    assert [one.points for one in lines_of(workspace, paper_id)] == [2, 2, 2, 2]
    for form in "BC":
        (moved,) = [
            one for one in lines_of(workspace, paper_id, form) if one.item_id == line.item_id
        ]
        assert moved.question_id == second.question_id
        assert sorted(moved.options) == sorted(OPTIONS)
        assert list(moved.options) != OPTIONS
    for left in (first.question_id, line.question_id):
        with workspace.begin() as session:
            take_back_swap(session, paper_id=paper_id, by=trainer, at=now)
        assert lines_of(workspace, paper_id)[1].question_id == left
    assert state_of(workspace, paper_id) == before
    with workspace.begin() as session:
        with pytest.raises(NothingSwapped):
            take_back_swap(session, paper_id=paper_id, by=trainer, at=now)
        acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-4:] == ["paper.swap"] * 2 + ["paper.swap_back"] * 2


def test_a_question_comes_in_only_where_all_cells_still_hold(workspace, draft):
    """Two chapters, two questions each; the third chapter suits no cell."""
    with workspace.begin() as session:
        versions = session.scalars(
            select(QuestionVersion).filter_by(type=SINGLE).order_by(QuestionVersion.stem)
        ).all()
        for number, version in enumerate(versions):
            version.chapter = ("一", "一", "一", "二", "二", "二", "三", "三")[number]
    paper_id = draft(cells=(Cell(2, chapter="一"), Cell(2, chapter="二")))
    with workspace.read() as session:
        chapters = {
            one.question_id: one.chapter for one in session.scalars(select(QuestionVersion))
        }
    for line in lines_of(workspace, paper_id):
        (one,) = choice_of(workspace, line).substitutes
        assert one.chapter == chapters[line.question_id]


def test_a_cell_that_takes_all_makes_room_for_another(workspace, draft):
    """Three of chapter one stand on the paper, one of them in the cell that takes any."""
    with workspace.begin() as session:
        versions = session.scalars(
            select(QuestionVersion).filter_by(type=SINGLE).order_by(QuestionVersion.stem)
        ).all()
        for number, version in enumerate(versions):
            version.chapter = "一" if number < 3 else "二"
        fixed = tuple(one.question_id for one in versions[:2])
    paper_id = draft(cells=(Cell(2, chapter="一"), Cell(2)), fixed=fixed)
    free = [one for one in lines_of(workspace, paper_id) if one.question_id not in fixed]
    for line in free:
        assert choice_of(workspace, line).total == 4  # any chapter: the fixed ones fill the first


def test_excluded_enemies_and_fixed_ones_stay_as_the_blueprint_says(workspace, draft, bank):
    with workspace.read() as session:
        ids = session.scalars(
            select(QuestionVersion.question_id)
            .filter_by(type=SINGLE)
            .order_by(QuestionVersion.stem)
        ).all()
    rules = dict(fixed=(ids[0],), excluded=(ids[1],), enemies=((ids[0], ids[2]),))
    paper_id = draft(**rules)
    lines = lines_of(workspace, paper_id)
    with workspace.read() as session, pytest.raises(FixedQuestion):
        fixed = next(one for one in lines if one.question_id == ids[0])
        substitutes_for(session, item_id=fixed.item_id)
    other = next(one for one in lines if one.question_id != ids[0])
    offered = {one.question_id for one in choice_of(workspace, other).substitutes}
    assert offered == set(ids[3:]) - {one.question_id for one in lines}


def test_parallel_forms_share_no_question_after_a_swap_either(workspace, draft, trainer, now):
    paper_id = draft(count=3, kind=Kind.PARALLEL)
    line = lines_of(workspace, paper_id, "B")[2]
    choice = choice_of(workspace, line)
    both = lines_of(workspace, paper_id) + lines_of(workspace, paper_id, "B")
    assert choice.total == 2
    assert not {one.question_id for one in both} & {one.question_id for one in choice.substitutes}
    assert (choice.outgoing.form, choice.outgoing.number) == ("B", 3)
    first = lines_of(workspace, paper_id)
    swap(workspace, line, choice.substitutes[0], by=trainer, at=now)
    assert lines_of(workspace, paper_id) == first
    stranger = both[0]
    with workspace.begin() as session, pytest.raises(DoesNotFitHere):
        swap_question(
            session, item_id=line.item_id, version_id=stranger.version_id, by=trainer, at=now
        )


def test_what_rested_before_this_paper_goes_on_resting(workspace, draft):
    older = {one.question_id for one in lines_of(workspace, draft(count=2))}
    paper_id = draft(count=3, rest=1)
    line = lines_of(workspace, paper_id)[0]
    offered = {one.question_id for one in choice_of(workspace, line).substitutes}
    assert len(offered) == 3
    assert not older & offered


def test_the_nearest_in_difficulty_come_first_and_the_mean_is_foretold(workspace, draft):
    with workspace.begin() as session:
        versions = session.scalars(select(QuestionVersion).filter_by(type=SINGLE)).all()
        for version, ease in zip(versions, range(50, 90, 5), strict=True):
            version.difficulty = f"0.{ease}"
    paper_id = draft()
    line = lines_of(workspace, paper_id)[0]
    choice = choice_of(workspace, line)
    away = [abs(one.difference) for one in choice.substitutes]
    assert away == sorted(away)
    expected = choice.outgoing.form_facility + choice.substitutes[-1].difference / 4
    assert choice.mean_with(choice.substitutes[-1]) == pytest.approx(expected)


def test_only_drafts_change_and_a_discarded_draft_leaves_no_swap(workspace, draft, trainer, now):
    paper_id = draft()
    line = lines_of(workspace, paper_id)[0]
    swap(workspace, line, choice_of(workspace, line).substitutes[0], by=trainer, at=now)
    with workspace.begin() as session:
        approve_paper(session, paper_id=paper_id, by=trainer, at=now)
    with workspace.read() as session, pytest.raises(PaperFrozen):
        substitutes_for(session, item_id=line.item_id)
    with workspace.begin() as session, pytest.raises(PaperFrozen):
        take_back_swap(session, paper_id=paper_id, by=trainer, at=now)
    with workspace.begin() as session:
        reopen_paper(session, paper_id=paper_id, reason="换题", by=trainer, at=now)
        discard_paper(session, paper_id=paper_id, by=trainer, at=now)
    with workspace.read() as session:
        assert session.scalars(select(PaperSwap)).all() == []


def test_a_question_of_a_passage_is_not_taken_out_of_it(workspace, draft):
    with workspace.begin() as session:
        passage = Passage(text="材料")
        session.add(passage)
        subject = session.scalars(select(Subject)).one()
        drafts = [(SINGLE, f"材料第 {n} 问（ ）", OPTIONS, ["A"]) for n in range(100, 102)]
        add_questions(session, subject, drafts)
        session.flush()
        for place, version in enumerate(
            session.scalars(select(QuestionVersion).where(QuestionVersion.stem.startswith("材料")))
        ):
            version.passage_id, version.passage_place = passage.id, place
            version.fingerprint = f"材料-{place}"
            fixed = version.question_id
    paper_id = draft(fixed=(fixed,))
    (line,) = [
        one for one in lines_of(workspace, paper_id) if one.passage and one.question_id != fixed
    ]
    with workspace.read() as session, pytest.raises(PartOfPassage):
        substitutes_for(session, item_id=line.item_id)
