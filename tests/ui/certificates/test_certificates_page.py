"""证书: who may have one, and what becomes of it."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtGui import QImage, QPainter

from dongan_training import clock
from dongan_training.certificates.issuing import certificates_of_class
from dongan_training.certificates.papers import certificate_design, write_certificates
from dongan_training.certificates.standing import CertificateState
from dongan_training.designs.keeping import find_design, keep_design
from dongan_training.designs.of_class import choose_design_of_class
from dongan_training.printing.designs.editing import with_box
from tests.certificates.conftest import make_finished
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.reason_dialogs import RevokeDialog
from ui.certificates.verify_dialog import VerifyDialog

FIRST, THIRD = "东组培〔2026〕第 0001 号", "东组培〔2026〕第 0003 号"


@pytest.fixture
def class_id(workspace, trainer, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return make_finished(workspace, trainer, now).class_id


@pytest.fixture
def page(qtbot, desk, class_id):
    page = CertificatesPage(desk, class_id)
    qtbot.addWidget(page)
    page.resize(1182, 712)
    page.show()
    return page


@pytest.fixture
def issued(qtbot, page):
    page.issue_all.click()
    qtbot.waitUntil(lambda: "已签发 2 份" in page.notice.text())
    return page


def shown(page):
    return {line.name: line.state for line in page.rows.rows}


def codes(page):
    with page.workspace.read() as session:
        return [one.code for one in certificates_of_class(session, page.card.id)]


def pick(page, name):
    page.table.pick([line.name for line in page.rows.rows].index(name))


def test_the_page_says_what_the_class_asks_and_who_lacks_what(page):
    assert page.asked.whole_text() == "结业条件：考试合格、修满 4 学时、没有缺勤"
    assert shown(page) == {
        "欧阳𬱖": CertificateState.ENTITLED,
        "陈敏": CertificateState.LACKING,
        "=1+1": CertificateState.ENTITLED,
        "唐丽": CertificateState.LACKING,
    }
    assert page.issue_all.text() == "签发 2 份"
    assert not page.printing.isEnabled() and not page.saving.isEnabled()


def test_issuing_asks_once_and_tells_the_numbers(issued):
    assert issued.desk.dialogs.asked[0].action == "签发 2 份"
    assert issued.notice.text() == f"已签发 2 份：{FIRST} 至 东组培〔2026〕第 0002 号。"
    assert shown(issued)["欧阳𬱖"] is CertificateState.ISSUED
    assert not issued.issue_all.isEnabled() and issued.printing.isEnabled()


def test_whoever_says_no_issues_nothing(page, desk):
    desk.dialogs.confirms = False
    page.issue_all.click()
    assert codes(page) == [] and desk.jobs.running is None


def test_chips_and_search_show_a_part(issued):
    issued.chips._of[CertificateState.LACKING].click()
    assert [line.name for line in issued.rows.rows] == ["陈敏", "唐丽"]
    issued.chips._everybody.click()
    issued.search.setText("0001")
    assert [line.name for line in issued.rows.rows] == ["欧阳𬱖"]


def test_saving_writes_a_page_for_each(qtbot, issued, desk, tmp_path):
    desk.dialogs.path = tmp_path / "certificates.pdf"
    issued.saving.click()
    qtbot.waitUntil(lambda: "已保存到" in issued.notice.text(), timeout=20_000)
    import pypdfium2

    with pypdfium2.PdfDocument(desk.dialogs.path) as document:
        assert len(document) == 2


def test_a_file_for_each_person_is_packed_into_one(qtbot, issued, desk, tmp_path):
    desk.dialogs.path = tmp_path / "certificates.zip"
    issued.papers.save_separately()
    qtbot.waitUntil(lambda: "已保存到" in issued.notice.text(), timeout=20_000)
    with ZipFile(desk.dialogs.path) as archive:
        assert sorted(archive.namelist()) == [
            "东组培〔2026〕第_0001_号_欧阳𬱖.pdf",
            "东组培〔2026〕第_0002_号_=1+1.pdf",
        ]


def test_a_class_chooses_its_design_before_anything_is_issued_and_goes_back(page, class_id):
    def chosen():
        page.papers.designs.aboutToShow.emit()
        with page.workspace.read() as session:
            name = certificate_design(session, class_id).name
        return name, [one.isChecked() for one in page.papers.designs.actions()].index(True)

    assert page.more.isEnabled() and chosen() == ("正式（红框金线）", 0)
    page.papers.designs.actions()[2].trigger()
    assert chosen() == ("简洁（单色）", 2)
    page.papers.designs.actions()[0].trigger()
    assert chosen() == ("正式（红框金线）", 0)


def test_what_would_come_out_badly_is_asked_about_before_a_number_is_used(qtbot, page, desk):
    use_narrow_design(page)
    desk.dialogs.confirm = lambda _parent, question: "印出来不好" not in question.title
    page.issue_all.click()
    qtbot.waitUntil(lambda: page.notice.text() == "没有签发，编号没有用掉。")
    assert codes(page) == []
    desk.dialogs.confirm = lambda _parent, _question: True
    page.issue_all.click()
    qtbot.waitUntil(lambda: "已签发 2 份" in page.notice.text())


def use_narrow_design(page):
    """A design in which no sentence fits."""
    with page.workspace.begin() as session:
        plain = find_design(session, "certificate-plain").design
        at = next(n for n, one in enumerate(plain.items) if "sentence" in one.fields())
        narrow = with_box(plain, at, plain.items[at].box._replace(width=30, height=8))
        told = {"by": page.desk.actor, "at": clock.now()}
        key = keep_design(session, design=replace(narrow, name="窄"), key=None, **told)
        choose_design_of_class(session, class_id=page.card.id, design=key, **told)


def test_the_register_is_shown(qtbot, issued):
    issued.papers.print_register()
    qtbot.waitUntil(lambda: len(issued.shown.sheets) == 1, timeout=20_000)
    issued.shown.reject()


def test_printing_shows_the_pages_first(qtbot, issued):
    issued.printing.click()
    qtbot.waitUntil(lambda: len(issued.shown.sheets) == 2, timeout=20_000)
    issued.shown.reject()


def test_one_certificate_alone_is_shown_when_its_row_is_opened(qtbot, issued):
    issued.table.opened.emit(issued.rows.rows[0])
    qtbot.waitUntil(lambda: len(issued.shown.sheets) == 1, timeout=20_000)
    issued.shown.reject()


def test_revoking_asks_for_the_reason_and_offers_a_new_one(qtbot, issued):
    pick(issued, "欧阳𬱖")
    assert issued.revoking.isVisible() and not issued.again.isVisible()
    issued.revoking.click()
    dialog = issued.dialog
    assert isinstance(dialog, RevokeDialog)
    dialog.submit.click()
    assert "必须写明原因" in dialog.notice.text()
    dialog.reason.setText("姓名有误")
    dialog.submit.click()
    assert shown(issued)["欧阳𬱖"] is CertificateState.REVOKED
    assert issued.rows.rows[0].lacks == ("原证书已撤销（姓名有误）",)
    assert not issued.issue_all.isEnabled()
    pick(issued, "欧阳𬱖")
    issued.again.click()
    qtbot.waitUntil(lambda: issued.notice.text() == f"已签发 1 份：{THIRD}。")


def test_without_a_class_the_page_says_what_to_do(qtbot, desk):
    page = CertificatesPage(desk)
    qtbot.addWidget(page)
    assert page._state is not None and page._state.text.text() == "还没有培训班。"


@pytest.fixture
def verifying(qtbot, issued):
    issued.verify()
    dialog = issued.dialog
    assert isinstance(dialog, VerifyDialog)
    yield dialog
    dialog.reject()


def enter(dialog, text):
    dialog.field.setText(text)
    dialog.check()
    return dialog.verdict


@pytest.mark.parametrize("choose", [lambda page: codes(page)[0], lambda _page: FIRST])
def test_a_valid_one_is_green_and_says_what_it_certifies(issued, verifying, choose):
    verdict = enter(verifying, choose(issued))
    assert verdict.title.text() == "证书有效"
    assert verdict.property("banner") == "good"
    assert "欧阳𬱖同志" in verdict.facts.text() and FIRST in verdict.facts.text()


def test_anything_else_is_red_and_says_what_to_do(issued, verifying):
    forged = codes(issued)[0][:-40] + "A" * 40
    for text, told in (
        ("https://example.com/", "不是东安培训的证书二维码"),
        ("东组培〔2026〕第 9999 号", "没有编号为"),
        (forged, "签名不符"),
    ):
        verdict = enter(verifying, text)
        assert told in verdict.title.text() and verdict.property("banner") == "bad"
        assert verdict.told.text() and not verdict.facts.isVisible()


def test_a_photograph_verifies(qtbot, issued, verifying, desk, tmp_path):
    desk.dialogs.path = photograph(issued, tmp_path)
    verifying.choose()
    qtbot.waitUntil(lambda: verifying.verdict.title.text() == "证书有效", timeout=20_000)


def test_a_picture_without_a_code_is_told(qtbot, verifying, desk, tmp_path):
    empty = QImage(200, 200, QImage.Format.Format_RGB32)
    empty.fill(0xFFFFFF)
    desk.dialogs.path = tmp_path / "empty.png"
    assert empty.save(str(desk.dialogs.path))
    verifying.choose()
    qtbot.waitUntil(lambda: verifying.verdict.property("banner") == "bad", timeout=20_000)


def photograph(page, folder: Path) -> Path:
    """A slightly tilted picture of the first certificate."""
    import pypdfium2

    with page.workspace.read() as session:
        design = certificate_design(session, page.card.id)
        issued = certificates_of_class(session, page.card.id)[:1]
        write_certificates(issued, folder / "one.pdf", design)
    with pypdfium2.PdfDocument(folder / "one.pdf") as document:
        document[0].render(scale=2).to_pil().save(folder / "flat.png")
    flat = QImage(str(folder / "flat.png"))
    tilted = QImage(flat.size(), QImage.Format.Format_RGB32)
    tilted.fill(0xDDDDDD)
    with QPainter(tilted) as painter:
        painter.rotate(2)
        painter.drawImage(20, 0, flat)
    path = folder / "photo.jpg"
    assert tilted.save(str(path), "JPEG", 80)
    return path


def test_a_reprint_is_previewed_with_its_mark_and_keeps_the_number(qtbot, issued):
    pick(issued, "欧阳𬱖")
    issued.reprinting.click()
    issued.dialog.submit.click()
    assert "必须写明原因" in issued.dialog.notice.text()
    issued.dialog.reason.setText("原件遗失")
    issued.dialog.submit.click()
    qtbot.waitUntil(lambda: issued.shown is not None and len(issued.shown.sheets) == 1)
    text = issued.shown.sheets[0]._page.get_textpage().get_text_range()
    issued.shown.reject()
    assert "（2026年11月23日补印）" in text and FIRST in text
    assert shown(issued)["欧阳𬱖"] is CertificateState.ISSUED
