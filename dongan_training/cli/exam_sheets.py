"""``exam sheet``: what lies ready in the room of an exam, and what is filled in afterwards."""

from typing import Annotated

import typer

from dongan_training.cli.face import Face, Json, Output
from dongan_training.exam.finding import find_exam
from dongan_training.exam.offering import ready_codes
from dongan_training.exam.printed.choice import ROOM_PAPERS, RoomPaper
from dongan_training.texts import _, listed

app = typer.Typer()
KINDS = _("材料：{listed}。").format(
    listed=listed(f"{kind} {_(name)}" for kind, name in ROOM_PAPERS.items())
)


@app.command(
    "sheet",
    help=_("打印考场材料：考试证、座位图、考试码名单、门贴名单、考场记录表、答题卡、成绩册。"),
)
def sheet(
    context: typer.Context,
    exam: Annotated[
        str,
        typer.Argument(metavar="EXAM", help=_("考试：编号、标题或培训班编号（如 2026Q4-02）。")),
    ],
    paper: Annotated[RoomPaper, typer.Argument(metavar="KIND", help=KINDS)],
    output: Output,
    as_json: Json = False,
) -> None:
    """Write one kind of paper for an exam as a PDF."""
    from dongan_training.exam.printed.room_papers import write_room_paper

    face = Face.of(context)
    with face.workspace() as workspace:
        with workspace.begin() as session:
            exam_id = find_exam(session, exam)
            ready_codes(session, exam_id)
        with workspace.read() as session, face.progress(_(ROOM_PAPERS[paper])) as progress:
            pages = write_room_paper(session, exam_id, paper, output, progress)
    lines = [_("已写入“{file}”，共 {pages} 页。").format(file=output, pages=pages)]
    face.show({"file": output, "pages": pages, "exam": exam_id}, lines, as_json=as_json)
