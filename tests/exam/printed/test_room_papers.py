import json

import pytest
from sqlalchemy import update

from dongan_training.exam.models import Exam
from dongan_training.exam.printed.choice import RoomPaper
from dongan_training.exam.printed.room_papers import NobodyInRoom, NoSeatPlan, write_room_paper
from dongan_training.exam.seating import plan_seats
from dongan_training.training.models import Enrolment, EnrolmentState
from tests.exam.conftest import NAMES
from tests.printing.reading import codes, flat, fonts, page_texts


def write(workspace, hall, paper, path):
    with workspace.read() as session:
        return write_room_paper(session, hall.exam_id, paper, path)


@pytest.fixture
def seated(workspace, hall, trainer, now):
    with workspace.begin() as session:
        session.get_one(Exam, hall.exam_id).room = "三楼会议室"
        plan_seats(session, exam_id=hall.exam_id, rows=3, columns=2, by=trainer, at=now)
    return hall


@pytest.mark.parametrize("paper", RoomPaper)
def test_each_paper_names_everybody_and_embeds_its_fonts(workspace, seated, tmp_path, paper):
    path = tmp_path / "paper.pdf"
    pages = write(workspace, seated, paper, path)
    texts = page_texts(path)
    assert len(texts) == pages
    whole = flat("".join(texts))
    if paper is not RoomPaper.RECORD:
        assert [name for name in NAMES if name not in whole] == []
    assert all(fonts(path).values())


def test_cards_carry_the_code_that_signs_in(workspace, seated, tmp_path):
    write(workspace, seated, RoomPaper.CARDS, tmp_path / "cards.pdf")
    assert sorted(codes(tmp_path / "cards.pdf")[0]) == sorted(seated.codes)
    assert "三楼会议室" in page_texts(tmp_path / "cards.pdf")[0]


def test_the_seat_plan_shows_forms_so_that_neighbours_differ(workspace, seated, tmp_path):
    write(workspace, seated, RoomPaper.SEATS, tmp_path / "seats.pdf")
    text = flat(page_texts(tmp_path / "seats.pdf")[0])
    assert text.count("A卷") == text.count("B卷") == 3
    assert "讲台" in text


def test_without_seats_the_plan_says_what_to_do_first(workspace, hall, tmp_path):
    with pytest.raises(NoSeatPlan, match="编排座位"):
        write(workspace, hall, RoomPaper.SEATS, tmp_path / "seats.pdf")
    assert not (tmp_path / "seats.pdf").exists()


def test_an_exam_without_people_prints_nothing(workspace, hall, tmp_path):
    with workspace.begin() as session:
        session.execute(update(Enrolment).values(state=EnrolmentState.WITHDRAWN))
    with pytest.raises(NobodyInRoom):
        write(workspace, hall, RoomPaper.DOOR, tmp_path / "door.pdf")


def test_the_record_is_blank_before_and_filled_after(workspace, hall, start, tmp_path):
    path = tmp_path / "record.pdf"
    write(workspace, hall, RoomPaper.RECORD, path)
    assert "缺考人数0" not in flat(page_texts(path)[0])
    start()
    write(workspace, hall, RoomPaper.RECORD, path)
    text = flat(page_texts(path)[0])
    assert "实考人数1" in text and f"缺考人数{len(NAMES) - 1}" in text


def test_the_layout_of_answer_sheets_lies_beside_them(workspace, hall, tmp_path):
    write(workspace, hall, RoomPaper.ANSWERS, tmp_path / "answers.pdf")
    data = json.loads((tmp_path / "answers.layout.json").read_text("utf-8"))
    assert {one["question"] for one in data["bubbles"]} == set(range(10))
