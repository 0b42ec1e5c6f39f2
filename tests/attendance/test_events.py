"""Events of several doors and machines tell the same story in whatever order they arrive."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dongan_training.attendance.events import Event, in_order, standing, tell_story
from dongan_training.attendance.models import Direction

START = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
IN, OUT, BACK = Direction.IN, Direction.OUT, Direction.TAKEN_BACK


def at(minutes):
    return START + timedelta(minutes=minutes)


@st.composite
def histories(draw):
    """Up to twelve events of three machines; corrections name what they void, or all before."""
    events = []
    for number in range(draw(st.integers(0, 12))):
        direction = draw(st.sampled_from([IN, IN, OUT, BACK]))
        known = [one.id for one in events]
        named = st.none() | st.lists(st.sampled_from(known), unique=True).map(tuple)
        events.append(
            Event(
                at(draw(st.integers(-30, 180))),
                direction,
                id=f"e{number:02}",
                device=draw(st.sampled_from("ABC")),
                counter=number,
                told=draw(st.booleans()),
                voids=draw(named) if direction is BACK and known else None,
            )
        )
    return events


@given(events=histories(), data=st.data())
def test_the_order_in_which_events_arrive_changes_nothing(events, data):
    shuffled = data.draw(st.permutations(events))
    assert in_order(shuffled) == in_order(events)
    assert tell_story(standing(shuffled)) == tell_story(standing(events))


@given(events=histories())
def test_nobody_leaves_before_they_came(events):
    story = tell_story(standing(events))
    assert story is None or story.left_at is None or story.left_at >= story.arrived_at


@given(minutes=st.lists(st.integers(-30, 100), min_size=1, max_size=5))
def test_of_several_doors_the_earliest_way_in_counts(minutes):
    events = [Event(at(m), id=str(n), device=f"door {n}") for n, m in enumerate(minutes)]
    assert tell_story(standing(events)).arrived_at == at(min(minutes))


def test_of_several_doors_the_latest_way_out_counts():
    came = Event(at(-5), id="1", device="A")
    left = [Event(at(m), OUT, id=str(m), device=door) for m, door in ((150, "A"), (175, "B"))]
    assert tell_story(standing([came, *left])).left_at == at(175)


def test_who_comes_back_by_another_door_has_not_left():
    events = [
        Event(at(-5), id="1", device="A"),
        Event(at(60), OUT, id="2", device="B"),
        Event(at(70), id="3", device="A", counter=1),
    ]
    assert tell_story(standing(events)).left_at is None


def test_a_correction_voids_what_it_names_and_not_what_another_machine_knew():
    here = Event(at(-5), id="1", device="A", counter=1)
    taken_back = Event(at(3), BACK, id="2", device="A", counter=2, voids=("1",))
    elsewhere = Event(at(-2), id="3", device="B", counter=7)
    assert tell_story(standing([here, taken_back])) is None
    assert tell_story(standing([here, taken_back, elsewhere])).arrived_at == at(-2)


def test_the_counter_of_a_machine_orders_its_events_when_its_clock_was_set_back():
    first = Event(at(20), id="1", device="A", counter=1)
    second = Event(at(-40), OUT, id="2", device="A", counter=2)
    third = Event(at(-30), id="3", device="A", counter=3)
    story = tell_story(standing([third, first, second]))
    assert (story.arrived_at, story.left_at, story.clock_set_back) == (at(20), None, True)
