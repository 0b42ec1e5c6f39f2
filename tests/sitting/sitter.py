"""A sitting in a process of its own, that says what it tries and what it has saved."""

import random
from multiprocessing.connection import Connection
from pathlib import Path

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.candidate_view import ShownQuestion, sitting_view
from dongan_training.exam.delivery import Given, save_answer, set_flag
from dongan_training.workspace import Workspace


def sit(folder: Path, attempt_id: str, seed: int, tell: Connection) -> None:
    """Answer at random until somebody pulls the plug."""
    workspace = Workspace.open(folder)
    chance = random.Random(seed)
    with workspace.read() as session:
        view = sitting_view(session, attempt_id)
    seconds = view.seconds_used
    tell.send(("ready", view))
    while True:
        question = chance.choice(view.questions)
        if chance.random() < 0.2:
            fact = ("flag", question.item_id, chance.random() < 0.5)
            tell.send(("trying", fact))
            with workspace.begin() as session:
                set_flag(
                    session,
                    attempt_id=attempt_id,
                    item_id=question.item_id,
                    flagged=fact[2],
                    at=clock.now(),
                )
        else:
            seconds += 0.001
            given = Given(question.item_id, _value(question, chance), seconds)
            fact = ("answer", given.item_id, given)
            tell.send(("trying", fact))
            with workspace.begin() as session:
                save_answer(session, attempt_id=attempt_id, given=given, at=clock.now())
        tell.send(("saved", fact))


def _value(question: ShownQuestion, chance: random.Random) -> tuple:
    if question.type is QuestionType.TRUE_FALSE:
        return (chance.random() < 0.5,)
    if question.type is QuestionType.FILL_BLANK:
        return ([str(chance.randrange(1000))], ["警告"])
    letters = [option.value for option in question.options]
    count = 1 if question.type is QuestionType.SINGLE_CHOICE else chance.randint(1, 4)
    return tuple(sorted(chance.sample(letters, count)))
