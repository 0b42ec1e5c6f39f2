from hypothesis import given
from hypothesis import strategies as st

from dongan_training.printing.designs.editing import (
    GRID,
    REACH,
    SMALLEST,
    added,
    doubled,
    new_item,
    pulled,
    raised,
    removed,
    resized,
    snapped,
    with_box,
)
from dongan_training.printing.designs.model import KINDS, Design, FillItem
from dongan_training.printing.page import Box
from dongan_training.printing.purpose import Purpose

PAGE = Design("版式", Purpose.BADGE, 95, 67, ())
SIZES = st.floats(SMALLEST, 60)
PLACES = st.floats(-20, 100)
BOXES = st.builds(Box, PLACES, PLACES, SIZES, SIZES)


def design(*boxes):
    return Design("版式", Purpose.BADGE, 95, 67, tuple(FillItem(box) for box in boxes))


@given(BOXES, st.lists(BOXES, max_size=4))
def test_a_moved_box_keeps_its_size_and_goes_no_further_than_the_reach(box, others):
    found = snapped(box, others, 95, 67).box
    assert (found.width, found.height) == (box.width, box.height)
    assert abs(found.x - box.x) <= REACH + 0.01 and abs(found.y - box.y) <= REACH + 0.01


def test_edges_and_middles_of_page_and_neighbours_draw_a_box():
    middle = snapped(Box(27.9, 3.3, 40, 10), (), 95, 67)
    assert middle.box.x == 27.5 and middle.across == (47.5,)
    beside = snapped(Box(30.8, 20, 10, 10), [Box(10, 5, 20, 8)], 95, 67)
    assert beside.box.x == 30 and beside.across == (30,)


def test_what_is_near_nothing_lies_on_the_grid():
    found = snapped(Box(7.83, 9.11, 11, 3), (), 95, 67)
    assert (found.box.x, found.box.y, found.across, found.down) == (8, 9, (), ())


@given(BOXES, *[st.floats(-80, 80)] * 4)
def test_a_resized_box_never_turns_inside_out(box, left, top, right, bottom):
    found = resized(box, left, top, right, bottom)
    assert found.width >= SMALLEST - 0.01 and found.height >= SMALLEST - 0.01


def test_an_edge_that_is_not_pulled_stays():
    assert resized(Box(3.3, 4.4, 10, 10), 0, 0, 2.2, 0) == Box(3.3, 4.4, 12.2, 10)
    assert GRID == 0.5


def test_a_pulled_edge_is_drawn_to_neighbours_and_page_and_the_others_stay():
    box, near = Box(3.3, 20, 10, 10), [Box(30.7, 5, 20, 8)]
    beside = pulled(box, (0, 0, 16.6, 0), near, (95, 67))
    assert beside.box == Box(3.3, 20, 27.4, 10) and beside.across == (30.7,)
    above = pulled(box, (0, -7.9, 0, 0), near, (95, 67))
    assert above.box == Box(3.3, 13, 10, 17) and above.down == (13,)
    assert pulled(box, (-2.9, 0, 0, 0), (), (95, 67)).box.x == 0
    free = pulled(box, (0, 0, 5.1, 0), near, (95, 67))
    assert free.box == Box(3.3, 20, 15.2, 10) and (free.across, free.down) == ((), ())


@given(BOXES, st.tuples(*[st.floats(-80, 80)] * 4), st.lists(BOXES, max_size=4))
def test_a_pulled_box_never_turns_inside_out(box, by, others):
    found = pulled(box, by, others, (95, 67)).box
    assert found.width >= SMALLEST - 0.01 and found.height >= SMALLEST - 0.01


def test_items_are_added_copied_moved_in_order_and_removed():
    made = design(Box(0, 0, 5, 5), Box(9, 9, 5, 5))
    assert [item.box.x for item in doubled(made, 0).items] == [0, 9, 4]
    assert [item.box.x for item in raised(made, 0, 1).items] == [9, 0]
    assert raised(made, 1, 5) == made
    assert [item.box.x for item in removed(made, 0).items] == [9]
    assert with_box(made, 1, Box(1, 1, 5, 5)).items[1].box == Box(1, 1, 5, 5)
    for kind in KINDS:
        (item,) = added(PAGE, new_item(kind, PAGE)).items
        assert item.box.x >= 0 and item.box.x + item.box.width <= PAGE.width
