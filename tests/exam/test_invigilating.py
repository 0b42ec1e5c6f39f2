from datetime import timedelta

import pytest
import sqlalchemy as sa

from dongan_training.accounts import audit
from dongan_training.exam.board import board, sitting_record
from dongan_training.exam.delivery import Given, TimeIsUp, keep_time, save_answer, start_attempt
from dongan_training.exam.handing_in import TooEarly, hand_in_early
from dongan_training.exam.invigilating import (
    AnnulledAlready,
    BadMinutes,
    Grant,
    NobodySitting,
    NotSitting,
    ReasonNeeded,
    annul_attempt,
    answer_help,
    ask_help,
    end_attempt,
    grant_minutes,
    open_attempts,
)
from dongan_training.exam.models import Attempt, EventKind, SittingEvent
from dongan_training.exam.rules import SittingRules, change_rules
from dongan_training.exam.station import (
    Noticed,
    close_station,
    needs_password,
    note_on_station,
    open_station,
    password_fits,
    set_quit_password,
)

MINUTE = timedelta(minutes=1)


def row_of(workspace, hall, person=0):
    with workspace.read() as session:
        return board(session, hall.exam_id).rows[person]


def kinds(workspace, hall):
    with workspace.read() as session:
        return [one.kind for one in sitting_record(session, hall.exam_id)]


def save_first(workspace, attempt_id, now, seconds=1.0):
    with workspace.begin() as session:
        item = session.get_one(Attempt, attempt_id).form.order[0]["item"]
        given = Given(item, ["A"], seconds)
        save_answer(session, attempt_id=attempt_id, given=given, at=now)


def test_the_board_shows_who_sits_and_how_far(workspace, hall, start, now):
    save_first(workspace, start(1), now, seconds=600)
    with workspace.read() as session:
        shown = board(session, hall.exam_id)
    assert shown.count("open") == 1
    assert shown.count("absent") == 5
    row = shown.rows[1]
    assert (row.name, row.form, row.state) == ("欧阳𬱖", "B", "open")
    assert (row.answered, row.questions, row.seconds_left) == (1, 10, 35 * 60)
    assert row.started_at == now


def test_a_flag_or_an_answer_taken_back_does_not_count_as_answered(workspace, hall, start, now):
    attempt_id = start()
    save_first(workspace, attempt_id, now)
    with workspace.begin() as session:
        item = session.get_one(Attempt, attempt_id).form.order[0]["item"]
        save_answer(session, attempt_id=attempt_id, given=Given(item, [], 2), at=now)
    assert row_of(workspace, hall).answered == 0


def test_the_record_cannot_be_changed_or_deleted(workspace, hall, start, now):
    attempt_id = start()
    with workspace.begin() as session:
        ask_help(session, attempt_id=attempt_id, at=now)
    for change in (sa.delete(SittingEvent), sa.update(SittingEvent).values(reason="无")):
        with pytest.raises(sa.exc.DBAPIError), workspace.begin() as session:
            session.execute(change)


def test_a_machine_that_was_off_charges_nothing_and_is_told(workspace, hall, start, trainer, now):
    attempt_id = start()
    with workspace.begin() as session:
        keep_time(session, attempt_id=attempt_id, seconds_used=300, place=2, at=now + 5 * MINUTE)
    with workspace.begin() as session:
        again = start_attempt(
            session,
            exam_id=hall.exam_id,
            enrolment_id=hall.enrolment_ids[0],
            at=now + 25 * MINUTE,
        )
    assert again == attempt_id
    row = row_of(workspace, hall)
    assert (row.seconds_used, row.seconds_off, row.credited) == (300, 20 * 60, 0)
    grant = Grant(3, "停电，情绪受影响", EventKind.CREDITED)
    with workspace.begin() as session:
        given = grant_minutes(
            session, attempt_ids=[attempt_id], grant=grant, by=trainer, at=now + 26 * MINUTE
        )
    assert given == 1
    row = row_of(workspace, hall)
    assert (row.credited, row.extra_minutes, row.seconds_left) == (3, 3, (45 + 3 - 5) * 60)
    with workspace.read() as session:
        told = sitting_record(session, hall.exam_id)[-1]
        assert audit.verify(session) == ()
    assert (told.kind, told.actor, told.reason) == ("credited", "李老师", "停电，情绪受影响")


def test_the_whole_room_gets_minutes_but_not_who_has_handed_in(
    workspace, hall, start, trainer, now
):
    first, second, third = (start(person) for person in range(3))
    with workspace.begin() as session:
        end_attempt(session, attempt_id=third, reason="身体不适", by=trainer, at=now)
    with workspace.begin() as session:
        room = open_attempts(session, hall.exam_id)
        assert set(room) == {first, second}
        given = grant_minutes(
            session, attempt_ids=room, grant=Grant(10, "停电"), by=trainer, at=now
        )
    assert given == 2
    assert [row_of(workspace, hall, n).extra_minutes for n in range(4)] == [10, 10, 0, 0]


def test_minutes_let_one_go_on_after_the_time_was_up(workspace, hall, start, trainer, now):
    attempt_id = start()
    save_first(workspace, attempt_id, now, seconds=9999)
    with pytest.raises(TimeIsUp):
        save_first(workspace, attempt_id, now, seconds=9999)
    with workspace.begin() as session:
        grant_minutes(session, attempt_ids=[attempt_id], grant=Grant(1, "停电"), by=trainer, at=now)
    save_first(workspace, attempt_id, now, seconds=45 * 60 + 5)
    assert row_of(workspace, hall).seconds_left == 55


@pytest.mark.parametrize(
    ("grant", "refusal"),
    [
        (Grant(0, "停电"), BadMinutes),
        (Grant(121, "停电"), BadMinutes),
        (Grant(5, "　"), ReasonNeeded),
    ],
)
def test_minutes_without_sense_or_reason_are_refused(
    workspace, start, trainer, now, grant, refusal
):
    attempt_id = start()
    with workspace.begin() as session, pytest.raises(refusal):
        grant_minutes(session, attempt_ids=[attempt_id], grant=grant, by=trainer, at=now)


def test_nobody_sitting_gets_no_minutes(workspace, trainer, now, hall):
    with workspace.begin() as session, pytest.raises(NobodySitting):
        grant_minutes(session, attempt_ids=[], grant=Grant(5, "停电"), by=trainer, at=now)


def test_a_raised_hand_stays_until_it_is_answered(workspace, hall, start, trainer, now):
    attempt_id = start()
    for step, asks in ((ask_help, True), (ask_help, True)):
        with workspace.begin() as session:
            step(session, attempt_id=attempt_id, at=now)
        assert row_of(workspace, hall).asks_help is asks
    with workspace.begin() as session:
        answer_help(session, attempt_id=attempt_id, by=trainer, at=now)
    assert not row_of(workspace, hall).asks_help


def test_ending_collects_what_is_there_and_needs_a_reason(workspace, hall, start, trainer, now):
    attempt_id = start()
    save_first(workspace, attempt_id, now)
    ended = dict(attempt_id=attempt_id, by=trainer, at=now)
    with workspace.begin() as session, pytest.raises(ReasonNeeded):
        end_attempt(session, reason="", **ended)
    with workspace.begin() as session:
        assert end_attempt(session, reason="身体不适", **ended).answered == 1
    with workspace.begin() as session, pytest.raises(NotSitting):
        end_attempt(session, reason="身体不适", **ended)
    assert kinds(workspace, hall)[-1] in ("ended", "handed_in")
    assert row_of(workspace, hall).state == "handed_in"


def test_an_annulled_attempt_keeps_its_answers_and_says_why(workspace, hall, start, trainer, now):
    attempt_id = start()
    save_first(workspace, attempt_id, now)
    annulled = dict(attempt_id=attempt_id, reason="夹带", by=trainer, at=now)
    with workspace.begin() as session:
        annul_attempt(session, **annulled)
    with workspace.begin() as session, pytest.raises(AnnulledAlready):
        annul_attempt(session, **annulled)
    row = row_of(workspace, hall)
    assert (row.state, row.answered) == ("annulled", 1)
    with workspace.read() as session:
        attempt = session.get_one(Attempt, attempt_id)
        assert (attempt.annulled_at, attempt.annulled_reason) == (now, "夹带")
        assert attempt.score is None


def test_nobody_hands_in_before_the_earliest_moment_of_their_own_time(
    workspace, hall, start, trainer, now
):
    rules = SittingRules(earliest_hand_in=30)
    with workspace.begin() as session:
        change_rules(session, exam_id=hall.exam_id, rules=rules, by=trainer, at=now)
    attempt_id = start()
    with workspace.begin() as session, pytest.raises(TooEarly) as refusal:
        hand_in_early(session, attempt_id=attempt_id, seconds_used=1190, by=trainer, at=now)
    assert (refusal.value.minutes, refusal.value.left) == (30, 11)
    with workspace.begin() as session:
        hand_in_early(session, attempt_id=attempt_id, seconds_used=1800, by=trainer, at=now)


def test_a_machine_that_was_never_closed_is_told_at_its_next_start(workspace, hall, trainer, now):
    station = dict(exam_id=hall.exam_id, by=trainer)
    with workspace.begin() as session:
        assert open_station(session, at=now, **station) is None
    with workspace.begin() as session:
        close_station(session, at=now + MINUTE, **station)
    with workspace.begin() as session:
        assert open_station(session, at=now + 2 * MINUTE, **station) is None
    with workspace.begin() as session:
        assert open_station(session, at=now + 9 * MINUTE, **station) == now + 2 * MINUTE
    with workspace.read() as session:
        assert board(session, hall.exam_id).broken == 1


def test_leaving_the_screen_is_told_with_its_length(workspace, hall, start, trainer, now):
    noticed = Noticed(EventKind.LEFT_SCREEN, 7.4, start())
    with workspace.begin() as session:
        note_on_station(session, exam_id=hall.exam_id, noticed=noticed, by=trainer, at=now)
    assert row_of(workspace, hall).left_screen == 1
    with workspace.read() as session:
        assert sitting_record(session, hall.exam_id)[-1].details == {"seconds": 7}


def test_the_password_to_quit_is_stored_as_a_hash_only(workspace, hall, trainer, now):
    quit = dict(exam_id=hall.exam_id)
    with workspace.begin() as session:
        assert not needs_password(session, hall.exam_id)
        assert password_fits(session, password="", **quit)
        set_quit_password(session, password="东安2026", by=trainer, at=now, **quit)
    with workspace.read() as session:
        assert needs_password(session, hall.exam_id)
        assert password_fits(session, password="东安2026", **quit)
        assert not password_fits(session, password="东安", **quit)
        stored = session.scalar(sa.text("SELECT quit_hash FROM exam"))
    assert stored.startswith("$argon2id$")
    assert "2026" not in stored.rpartition("$")[0]
