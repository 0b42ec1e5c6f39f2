"""Posts and memberships with their days: by hand, and as a roll brings them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from dongan_training.people import careers, duplicates, queries, roll
from dongan_training.people.careers import (
    DayToCome,
    DayUnclear,
    EndsBeforeStart,
    PostFacts,
    PostMissing,
    posts_of,
)
from dongan_training.people.models import Person, PostHeld
from dongan_training.people.roll import PersonRefused
from dongan_training.people.roster_undo import undo_import

HEAD = ("姓名", "乡镇", "所在党组织", "职务", "任职时间", "入党时间", "转正时间", "是否后备干部")
PLACE = ("白牙市镇", "莲塘村党总支")


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def person_id(workspace, who):
    typed = {
        "name": "陈敏",
        "township": PLACE[0],
        "unit": PLACE[1],
        "post": "副书记",
        "post_since": "2021-03",
        "joined": "1999.7",
        "full_member": "2000-07-01",
    }
    with workspace.begin() as session:
        return roll.add_person(session, typed=typed, **who)


def told(workspace, person_id):
    with workspace.read() as session:
        return [(one.post, one.since, one.until) for one in posts_of(session, person_id)]


def person_named(workspace, name):
    with workspace.read() as session:
        person = session.scalar(select(Person).where(Person.name == name))
        return queries.person_card(session, person.id)


def test_another_post_leaves_the_old_one_in_the_history(workspace, person_id, who):
    with workspace.begin() as session:
        typed = {"post": "书记", "post_since": "2026-01"}
        roll.change_person(session, person_id=person_id, typed=typed, **who)
    assert told(workspace, person_id) == [
        ("书记", date(2026, 1, 1), None),
        ("副书记", date(2021, 3, 1), date(2026, 1, 1)),
    ]


def test_putting_the_words_of_a_post_right_is_no_new_post(workspace, person_id, who):
    with workspace.begin() as session:
        typed = {"post": "党总支副书记"}
        roll.change_person(session, person_id=person_id, typed=typed, **who)
    assert told(workspace, person_id) == [("党总支副书记", date(2021, 3, 1), None)]


def test_posts_beside_the_one_on_the_roll_are_noted_changed_and_struck(workspace, person_id, who):
    with workspace.begin() as session:
        facts = PostFacts("妇联主席", "莲塘村", "2018-05-20")
        post_id = careers.add_post(session, person_id=person_id, facts=facts, **who)
    with workspace.begin() as session:
        facts = PostFacts("妇联主席", "莲塘村", "2018-05-20", "2020-12")
        careers.change_post(session, post_id=post_id, facts=facts, **who)
    assert told(workspace, person_id)[1:] == [("妇联主席", date(2018, 5, 20), date(2020, 12, 1))]
    with workspace.begin() as session:
        assert careers.remove_post(session, post_id=post_id, **who) == facts
    assert len(told(workspace, person_id)) == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (PostFacts(" "), PostMissing),
        (PostFacts("委员", since="去年"), DayUnclear),
        (PostFacts("委员", since="2090-01"), DayToCome),
        (PostFacts("委员", since="2021-03", until="2020-01"), EndsBeforeStart),
    ],
)
def test_impossible_days_are_refused(workspace, person_id, who, facts, refusal):
    with pytest.raises(refusal), workspace.begin() as session:
        careers.add_post(session, person_id=person_id, facts=facts, **who)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"joined": "2001-01", "full_member": "2000-07"}, "转正时间早于入党时间"),
        ({"joined": "某年"}, "看不懂入党时间"),
        ({"joined": "1890-01"}, "入党时间“1890-01”不可能"),
        ({"born": "1980-01", "joined": "1979-12"}, "不可能"),
        ({"post_since": "2030-01"}, "还没有到"),
    ],
)
def test_impossible_memberships_are_refused(workspace, person_id, who, typed, reason):
    with pytest.raises(PersonRefused, match=reason), workspace.begin() as session:
        roll.change_person(session, person_id=person_id, typed=typed, **who)


def test_a_roll_with_days_and_reserve_is_taken_in_and_the_next_one_tells_what_is_new(
    workspace, write_roll, bring_in, plan
):
    first = (("陈敏", *PLACE, "委员", "2021.03", "1999-07", "2000-07-08", "是"),)
    bring_in(write_roll(first, HEAD))
    card = person_named(workspace, "陈敏")
    days = (card.post_since, card.joined_on, card.full_member_on)
    assert days == (date(2021, 3, 1), date(1999, 7, 1), date(2000, 7, 8))
    assert card.reserve == ("后备干部",)
    assert plan(write_roll(first, HEAD)).counts()["same"] == 1
    second = (("陈敏", *PLACE, "书记", "2026.01", "1999-07", "2000-07", "村书记后备力量"),)
    entry = plan(write_roll(second, HEAD)).entries[0]
    assert set(entry.fields) == {"post", "post_since", "reserve"}


def test_taking_a_roll_back_takes_back_posts_and_places_on_lists(
    workspace, write_roll, bring_in, who
):
    from dongan_training.people.roster_plan import Choice

    first = (("陈敏", *PLACE, "委员", "2021.03", "", "", ""),)
    bring_in(write_roll(first, HEAD))
    second = (
        ("陈敏", *PLACE, "书记", "2026.01", "", "", "后备力量"),
        ("王芳", *PLACE, "委员", "", "", "", "是"),
    )
    report = bring_in(write_roll(second, HEAD), row2=Choice.SAME)
    card = person_named(workspace, "陈敏")
    assert [post for post, _since, _until in told(workspace, card.id)] == ["书记", "委员"]
    with workspace.begin() as session:
        undo_import(session, import_id=report.import_id, **who)
    card = person_named(workspace, "陈敏")
    assert told(workspace, card.id) == [("委员", date(2021, 3, 1), None)]
    assert card.reserve == ()


def test_a_roll_without_days_ends_the_old_post_today_and_keeps_no_wrong_day(
    workspace, write_roll, bring_in, now
):
    from dongan_training.people.roster_plan import Choice

    bring_in(write_roll((("陈敏", *PLACE, "委员", "2021.03", "", "", ""),), HEAD))
    bring_in(write_roll((("陈敏", *PLACE, "书记"),), HEAD[:4]), row2=Choice.SAME)
    card = person_named(workspace, "陈敏")
    assert told(workspace, card.id) == [
        ("书记", None, None),
        ("委员", date(2021, 3, 1), now.astimezone().date()),
    ]


def test_two_entries_merged_keep_both_histories(workspace, person_id, who):
    with workspace.begin() as session:
        other = roll.add_person(
            session, typed={"name": "陈民", "township": "横塘镇", "unit": "机关支部"}, **who
        )
        careers.add_post(session, person_id=other, facts=PostFacts("干事"), **who)
        merge = duplicates.merge_people(session, gone_id=other, kept_id=person_id, **who)
    assert [one[0] for one in told(workspace, person_id)] == ["副书记", "干事"]
    with workspace.begin() as session:
        duplicates.undo_merge(session, merge_id=merge, **who)
        assert session.scalar(select(PostHeld.person_id)) == other


def test_masked_numbers_of_an_export_say_nothing_new(workspace, write_roll, bring_in, plan):
    head = ("姓名", "身份证号", "联系电话", "乡镇", "所在党组织")
    bring_in(write_roll((("陈敏", "431122196410249987", "13812345678", *PLACE),), head))
    row = ("陈敏", "431122********9987", "138****5678", *PLACE)
    entry = plan(write_roll((row,), head)).entries[0]
    assert (entry.verdict, entry.fields) == ("same", ())


def test_a_month_stands_for_any_day_in_it(workspace, person_id, who):
    with workspace.begin() as session:
        changed = roll.change_person(
            session, person_id=person_id, typed={"joined": "1999-07-01"}, **who
        )
    assert changed == ()
    assert careers.shown_day(date(1999, 7, 1)) == "1999-07"
    assert careers.shown_day(date(1999, 7, 1) + timedelta(1)) == "1999-07-02"
