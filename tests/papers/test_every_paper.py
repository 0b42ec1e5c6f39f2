"""Every paper, with the worst people there are: whole for qpdf, and read back as it was put in."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
from docx import Document

from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.printed.papers import write_word_paper
from dongan_training.exam.queries import paper_view
from dongan_training.printing.fonts import clean
from dongan_training.printing.page import Pages
from dongan_training.workspace import Workspace
from tests.conftest import NOW
from tests.papers.every import EVERY, NAMING, Place
from tests.papers.people import CROWD, ORGANISER, make_classes
from tests.printing.reading import flat, fonts, outline, page_texts

OVER = NOW + timedelta(days=2)
LONG = 10  # pages from which a document has a list of contents
# Papers of one lesson, exam or class as such: drawn whether anybody has come or not.
OF_NOBODY = {
    *(name for name in EVERY if name.startswith("exam-")),
    *("evaluation", "evaluated", "notice", "calibration"),
}
HAS_QPDF = shutil.which("qpdf") is not None


@pytest.fixture(scope="module", params=[12, 1, pytest.param(CROWD, marks=pytest.mark.slow)])
def place(request, tmp_path_factory, empty_folder) -> Iterator[Place]:
    """A class of so many; the session stays open, as nothing here has to last."""
    yield from _place(tmp_path_factory.mktemp("worst"), empty_folder, request.param)


@pytest.fixture(scope="module")
def nobody(tmp_path_factory, empty_folder) -> Iterator[Place]:
    yield from _place(tmp_path_factory.mktemp("nobody"), empty_folder, 0)


def _place(folder: Path, empty: Path, count: int) -> Iterator[Place]:
    shutil.copytree(empty, folder / "data")
    workspace = Workspace.open(folder / "data")
    by = Actor("李老师", workspace.device)
    (worst,) = make_classes(workspace, by, NOW, (count,))
    with workspace.begin() as session:
        yield Place(session, worst, by, OVER)
    workspace.close()


@pytest.fixture
def put_in(monkeypatch) -> list[str]:
    """Every text that is set on the paper, as it was put in."""
    put: list[str] = []
    shown = Pages._shown

    def recorded(self, words, style):
        put.append(words)
        return shown(self, words, style)

    monkeypatch.setattr(Pages, "_shown", recorded)
    return put


@pytest.mark.parametrize("name", EVERY)
def test_what_was_put_on_paper_is_read_back(place, put_in, tmp_path, name):
    path = tmp_path / "paper.pdf"
    EVERY[name](place, path)
    pages = page_texts(path)
    read = flat("".join(pages))
    if not name.startswith("archive-"):  # for the archive, other papers are drawn as well
        assert [words for words in dict.fromkeys(put_in) if flat(clean(words)) not in read] == []
    if name in NAMING:
        put = flat("".join(map(clean, put_in)))  # the lines of one name follow each other
        assert [one for one in place.worst.names if one not in put] == []
    assert all(fonts(path).values())
    _require_well_made(path, len(pages))
    if HAS_QPDF:
        done = subprocess.run(
            ["qpdf", "--check", path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _require_well_made(path: Path, count: int) -> None:
    """Title, author and language are set; a long document has a list of contents."""
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None and reader.metadata.title and reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    if count >= LONG:
        assert len(outline(path)) > 1


@pytest.mark.parametrize("name", EVERY)
def test_a_class_of_nobody_gets_its_papers_or_a_sentence_why_not(nobody, tmp_path, name):
    path = tmp_path / "paper.pdf"
    if name in ("person-year", "analysis"):
        return  # asked for by a person or marks, which there are none of
    try:
        EVERY[name](nobody, path)
    except UserError as error:
        assert name not in OF_NOBODY and "没有" in str(error) and not path.exists()
    else:
        assert name in OF_NOBODY and page_texts(path)


def test_the_word_paper_says_what_the_pdf_says(place, tmp_path):
    path = tmp_path / "paper.docx"
    write_word_paper(place.session, place.worst.paper_id, path, Printing("A"))
    document = Document(str(path))
    read = flat("".join(one.text for one in document.paragraphs))
    for line in paper_view(place.session, place.worst.paper_id, form="A").lines:
        stem = flat(line.stem.split("（")[0].split("____")[0])
        assert stem in read and all(flat(option) in read for option in line.options)
    assert document.core_properties.author == ORGANISER
