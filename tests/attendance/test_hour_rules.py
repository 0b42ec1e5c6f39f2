"""How hours are counted is data per year and kind; a seventh of leave is too much."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training import settings
from dongan_training.attendance.hour_rules import (
    CountingRule,
    QuotaImpossible,
    RuleImpossible,
    hours_for,
    is_withdrawal,
    quota_among,
    quotas_of_year,
    rule_for,
    set_quota,
    set_rule,
)

LENGTHS = st.integers(-600, 1440).map(lambda minutes: timedelta(minutes=minutes))


def test_what_nobody_has_set_is_what_the_design_says():
    usual, rule = settings.Settings(), CountingRule()
    assert (usual.hours_per_day, usual.hours_per_half_day) == (8, 4)
    assert (usual.member_quota, usual.secretary_quota) == (32, 56)
    windows = (usual.opens_before_minutes, usual.absent_after_minutes, usual.early_leave_minutes)
    assert windows == (30, 30, 15)
    assert (rule.per_day, rule.per_half_day, rule.leave_share) == (8, 4, 7)
    assert not rule.carries_over


@pytest.mark.parametrize(
    ("rule", "minutes", "hours"),
    [
        (CountingRule(), 180, 4),
        (CountingRule(), 210, 4),
        (CountingRule(), 360, 8),
        (CountingRule(), 120, 2),
        (CountingRule(), 100, 1.5),
        (CountingRule(), 20, 0),
        (CountingRule(), -60, 0),
        (CountingRule(6, 3), 180, 3),
        (CountingRule(7.5, 3.5), 400, 7.5),
        (CountingRule(lesson_minutes=45), 180, 4),
        (CountingRule(lesson_minutes=45), 80, 1.5),
        (CountingRule(lesson_minutes=50), 20, 0),
    ],
)
def test_a_lesson_is_worth_what_the_rule_says(rule, minutes, hours):
    assert hours_for(rule, timedelta(minutes=minutes)) == hours


@given(minutes=st.integers(1, 1440), of_one=st.integers(30, 60))
def test_hours_come_in_halves(minutes, of_one):
    hours = hours_for(CountingRule(lesson_minutes=of_one), timedelta(minutes=minutes))
    assert hours % 0.5 == 0 and hours * of_one <= minutes


@given(LENGTHS, LENGTHS)
def test_a_longer_lesson_never_counts_less(one, other):
    few, many = (hours_for(CountingRule(6, 2.5), length) for length in sorted((one, other)))
    assert 0 <= few <= many <= 6 and few % 0.5 == many % 0.5 == 0


@pytest.mark.parametrize(
    ("share", "on_leave", "of_class", "withdrawn"),
    [(7, 8, 56, False), (7, 8.5, 56, True), (0, 56, 56, False), (7, 0, 0, False)],
)
def test_leave_beyond_the_share_is_withdrawal(share, on_leave, of_class, withdrawn):
    rule = CountingRule(leave_share=share)
    assert is_withdrawal(rule, on_leave=on_leave, of_class=of_class) is withdrawn


def test_a_kind_has_its_rule_else_the_year_else_the_settings(workspace, trainer, now):
    with workspace.begin() as session:
        settings.save(session, settings.Settings(hours_per_day=6, hours_per_half_day=3))
        act = {"by": trainer, "at": now}
        set_rule(session, year=2026, kind="", rule=CountingRule(7.5, 3.5), **act)
        of_kind = CountingRule(lesson_minutes=45, carries_over=True)
        set_rule(session, year=2026, kind="村干部技能班", rule=of_kind, **act)
    with workspace.read() as session:
        assert rule_for(session, year=2026, kind="村干部技能班") == of_kind
        assert rule_for(session, year=2026, kind="季度培训") == CountingRule(7.5, 3.5)
        assert rule_for(session, year=2027) == CountingRule(6, 3)


def test_quotas_are_set_per_year_and_category(workspace, trainer, now):
    with workspace.begin() as session:
        set_quota(session, year=2027, category="后备干部", hours=40, by=trainer, at=now)
        set_quota(session, year=2027, category="党员", hours=24, by=trainer, at=now)
    with workspace.read() as session:
        assert quotas_of_year(session, 2026)["党员"] == 32
        quotas = quotas_of_year(session, 2027)
    assert quota_among(quotas, ["后备干部"], member=True) == 40
    assert quota_among(quotas, ["后备干部", "支部书记"], member=True) == 56
    assert quota_among(quotas, ["村民代表"], member=False) == 0


def test_impossible_rules_and_quotas_are_refused(workspace, trainer, now):
    act = {"by": trainer, "at": now}
    with workspace.begin() as session:
        for rule in (CountingRule(per_day=0), CountingRule(per_day=8.3), CountingRule(25)):
            with pytest.raises(RuleImpossible):
                set_rule(session, year=2026, kind="", rule=rule, **act)
        for hours in (-1, 0.3, 3000):
            with pytest.raises(QuotaImpossible):
                set_quota(session, year=2026, category="党员", hours=hours, **act)
