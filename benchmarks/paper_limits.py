"""Limits that papers keep: seconds of an exam paper, memory of many certificates, bytes of each."""

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.figure import ROUNDS, Figure, limit, memory, print_table, timed
from dongan_training import paths
from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.printed.facts import ExamPaper, PaperQuestion, PaperSection
from dongan_training.exam.printed.look import look_of
from dongan_training.exam.printed.paper_sheet import draw_exam_paper
from dongan_training.exam.printed.punctuation import Punctuation

QUESTIONS, SECONDS = 100, 0.5
MANY, MEGABYTES = 10_000, 300.0
SOME, BYTES = 300, 2048.0
OPTIONS = ("参加党的有关会议", "阅读党的有关文件", "接受党的教育和培训", "有根据地批评任何党员")

# Drawn from benchmarks.papers, so that names, numbers and signed codes differ as in life.
CERTIFICATES = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from benchmarks.papers import _papers
from dongan_training.certificates.certificate_sheet import draw_certificates
from dongan_training.designs.shipped import shipped_designs
some = _papers(seed=1).certificates
count, path = int(sys.argv[1]), Path(sys.argv[2])
many = [replace(some[at % len(some)], number=f"第 {at} 号") for at in range(count)]
draw_certificates(path, many, shipped_designs()["certificate-formal"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure() -> list[Figure]:
    """Time the paper in this program; weigh the certificates in programs of their own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = [timed(partial(_draw_paper, folder, seed)) for seed in range(ROUNDS + 1)][1:]
        one, some = folder / "one.pdf", folder / "some.pdf"
        _certificates(1, one)
        _certificates(SOME, some)
        each = (some.stat().st_size - one.stat().st_size) / (SOME - 1)
        kilobytes = _certificates(MANY, folder / "many.pdf")
    return [
        limit(f"an exam paper of {QUESTIONS} questions", seconds, SECONDS),
        memory(f"{MANY:,} certificates", kilobytes * 1024 / 1_000_000, MEGABYTES),
        limit("bytes of each further certificate", [each], BYTES, unit="B"),
    ]


def _draw_paper(folder: Path, seed: int) -> None:
    questions = tuple(
        PaperQuestion(
            number, f"第 {seed}-{number} 题：党组织讨论决定问题必须执行（ ）。", OPTIONS, 1
        )
        for number in range(1, QUESTIONS + 1)
    )
    section = PaperSection(QuestionType.SINGLE_CHOICE, questions)
    paper = ExamPaper("结业考试", "中共东安县委组织部", "A", ("满分 100 分",), (section,))
    draw_exam_paper(folder / "paper.pdf", paper, look_of(Printing(), Punctuation()))


def _certificates(count: int, path: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", CERTIFICATES, str(count), str(path)],
        cwd=paths.program_folder(),
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout.split()[-1])


if __name__ == "__main__":
    print_table(measure())
