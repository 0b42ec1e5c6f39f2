from pypdf import PdfReader

from dongan_training.exam.analysing import analyse_exam
from dongan_training.exam.analysis_print import draw_analysis
from tests.exam.test_analysing import crowd, sit_exam  # noqa: F401  a fixture


def test_an_analysis_is_printed_with_its_figures_and_every_question(
    workspace,
    hall,
    crowd,  # noqa: F811  pytest hands fixtures over by their names
    trainer,
    now,
    tmp_path,
):
    sit_exam(workspace, hall.exam_id, crowd, [n % 8 for n in range(24)], by=trainer, at=now)
    with workspace.read() as session:
        found = analyse_exam(session, hall.exam_id)
    pages = draw_analysis(tmp_path / "a.pdf", found, author="东安县委组织部", at=now)
    read = PdfReader(tmp_path / "a.pdf")
    assert len(read.pages) == pages
    text = "".join(page.extract_text() for page in read.pages)
    assert "分数分布" in text
    assert "信度" in text
    assert text.count("单选第") == 4


def test_an_exam_nobody_sat_is_printed_too(workspace, hall, now, tmp_path):
    with workspace.read() as session:
        found = analyse_exam(session, hall.exam_id)
    assert draw_analysis(tmp_path / "a.pdf", found, author="东安县委组织部", at=now) == 1
