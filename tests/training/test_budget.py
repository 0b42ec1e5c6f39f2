"""What a year may cost, what classes cost, and what is left."""

import pytest

from dongan_training.training import budget, copying
from dongan_training.training.budget import AmountImpossible, ClassFunds


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


def of_year(workspace, year=2026):
    with workspace.read() as session:
        return budget.year_budget(session, year)


def test_a_year_says_what_is_shared_out_spent_and_left(workspace, class_id, who):
    with workspace.begin() as session:
        budget.set_year_funds(session, year=2026, funds=100_000, source=" 县财政 ", **who)
        funds = ClassFunds(30_000, 31_500, "场租、资料")
        budget.set_class_funds(session, class_id=class_id, funds=funds, **who)
    found = of_year(workspace)
    assert (found.funds, found.source) == (100_000, "县财政")
    assert (found.shared_out, found.spent, found.left) == (30_000, 31_500, 68_500)
    (one,) = found.classes
    assert (one.code, one.is_overspent, one.spent_note) == ("2026Q4-01", True, "场租、资料")


def test_a_year_without_a_plan_costs_nothing_until_somebody_says_so(workspace, who):
    assert of_year(workspace, 2030).classes == ()
    with workspace.begin() as session:
        budget.set_year_funds(session, year=2030, funds=5, source="", **who)
    assert of_year(workspace, 2030).left == 5


@pytest.mark.parametrize("amount", [-1, 10**10])
def test_impossible_amounts_are_refused_and_change_nothing(workspace, class_id, who, amount):
    with pytest.raises(AmountImpossible), workspace.begin() as session:
        budget.set_class_funds(session, class_id=class_id, funds=ClassFunds(amount), **who)
    with pytest.raises(AmountImpossible), workspace.begin() as session:
        budget.set_year_funds(session, year=2026, funds=amount, source="", **who)
    assert of_year(workspace).shared_out == 0


def test_a_copied_class_is_given_as_much_and_has_spent_nothing(workspace, class_id, who):
    with workspace.begin() as session:
        funds = ClassFunds(30_000, 20_000, "场租")
        budget.set_class_funds(session, class_id=class_id, funds=funds, **who)
        made = copying.copy_class(session, class_id=class_id, **who)
        assert budget.class_funds(session, made) == ClassFunds(30_000)
