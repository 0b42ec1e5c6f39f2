import json

import pytest
from sqlalchemy import select, update

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import QuestionVersion
from dongan_training.exam.assembly import form_letter
from dongan_training.exam.blueprint import Blueprint, Kind, Section
from dongan_training.exam.models import Exam, PaperForm
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.printed.choice import RoomPaper
from dongan_training.exam.printed.room_papers import NobodyInRoom, NoSeatPlan, write_room_paper
from dongan_training.exam.queries import paper_view
from dongan_training.exam.seating import plan_seats
from dongan_training.exam.signing_off import approve_paper
from dongan_training.training.models import Enrolment, EnrolmentState
from tests.exam.conftest import BLUEPRINT, NAMES, OPTIONS
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


def test_the_list_of_codes_is_for_the_invigilator_and_the_door_list_has_none(
    workspace, seated, tmp_path
):
    listed, door = tmp_path / "codes.pdf", tmp_path / "door.pdf"
    write(workspace, seated, RoomPaper.CODES, listed)
    write(workspace, seated, RoomPaper.DOOR, door)
    told, hung = ("".join(page_texts(one)) for one in (listed, door))
    assert all(code in told and code not in hung for code in seated.codes)
    assert "不要张贴" in flat(told)


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


def answers_layout(workspace, exam_id, tmp_path):
    with workspace.read() as session:
        write_room_paper(session, exam_id, RoomPaper.ANSWERS, tmp_path / "answers.pdf")
    return json.loads((tmp_path / "answers.layout.json").read_text("utf-8"))["bubbles"]


def test_answer_sheets_of_thirty_forms_have_a_bubble_for_each_in_order(
    workspace, class_id, enrolments, bank, trainer, now, tmp_path
):
    with workspace.begin() as session:
        made = make_paper(session, blueprint=BLUEPRINT, forms=30, seed=1, by=trainer, at=now)
        approve_paper(session, paper_id=made.id, by=trainer, at=now)
        offer = Offer(made.id, minutes=45, pass_mark=15)
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)
    bubbles = answers_layout(workspace, exam_id, tmp_path)
    forms = [one["value"] for one in bubbles if one["value"].startswith("form:")]
    assert forms == [f"form:{form_letter(number)}" for number in range(30)]
    assert forms[25:28] == ["form:Z", "form:AA", "form:AB"]
    assert "AD" in page_texts(tmp_path / "answers.pdf")[0]


def test_a_sheet_has_room_for_the_form_with_the_most_options(
    workspace, class_id, enrolments, bank, trainer, now, tmp_path
):
    blueprint = Blueprint(
        "选项多少不同", (Section(QuestionType.SINGLE_CHOICE, 4, 2),), kind=Kind.PARALLEL
    )
    with workspace.begin() as session:
        made = make_paper(session, blueprint=blueprint, forms=2, seed=1, by=trainer, at=now)
        on_b = [one.version_id for one in paper_view(session, made.id, form="B").lines]
        more = update(QuestionVersion).where(QuestionVersion.id.in_(on_b))
        session.execute(more.values(options=[*OPTIONS, "留党察看"]))
    with workspace.begin() as session:  # the orders of form B hold the fifth option too
        form = session.scalars(select(PaperForm).filter_by(paper_id=made.id, letter="B")).one()
        form.order = [{**one, "options": [*one["options"], 4]} for one in form.order]
        approve_paper(session, paper_id=made.id, by=trainer, at=now)
        offer = Offer(made.id, minutes=45, pass_mark=5)
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)
    bubbles = answers_layout(workspace, exam_id, tmp_path)
    assert [one["value"] for one in bubbles if one["question"] == 1] == list("ABCDE")
