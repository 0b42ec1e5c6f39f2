"""A bank as it is after years: several subjects, tags, pictures, and older versions.

``python -m benchmarks.dressed_bank FOLDER QUESTIONS`` makes it in a folder of its own.
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from benchmarks.bank_import import drafts
from dongan_training.accounts.actor import Actor
from dongan_training.bank import queries
from dongan_training.bank.bulk.changes import SetFact
from dongan_training.bank.bulk.steps import change_and_keep
from dongan_training.bank.drafts import Draft, Picture, picture_marker
from dongan_training.bank.importing import intake
from dongan_training.workspace import Workspace
from ui.bank.editor.given_pictures import picture_of_image

SUBJECTS = 8
PICTURED, TAGGED, CHANGED = 20, 7, 10  # one question of so many
SIDE = 400  # pixels of a picture
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def fill(workspace: Workspace, questions: int) -> None:
    """Store them, and change some."""
    picture = _picture()
    made = [_dressed(number, one, picture) for number, one in enumerate(drafts(questions))]
    by = Actor("李老师", workspace.device)
    with workspace.begin() as session:
        for place in range(SUBJECTS):
            intake.accept(
                session,
                drafts=made[place::SUBJECTS],
                subject_name=f"纪律学习{place + 1}",
                file_name=f"题库{place + 1}.xlsx",
                by=by,
                at=AT,
            )
    with workspace.begin() as session:
        ids = [one.id for one in queries.questions(session)[::CHANGED]]
        change_and_keep(session, question_ids=ids, changes=[SetFact("points", 2.0)], by=by, at=AT)


def _dressed(number: int, draft: Draft, picture: Picture) -> Draft:
    if number % TAGGED == 0:
        draft = replace(draft, tags=("换届", f"第{number % 5 + 1}批"))
    if number % PICTURED == 0:
        draft = replace(draft, stem=draft.stem + picture_marker(1), pictures=(picture,))
    return draft


def _picture() -> Picture:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    for x in range(SIDE):
        for y in range(SIDE):
            image.setPixelColor(x, y, QColor(x % 256, y % 256, x * y % 256))
    return picture_of_image(image)


if __name__ == "__main__":
    opened = Workspace.open(Path(sys.argv[1]))
    fill(opened, int(sys.argv[2]))
    opened.close()
