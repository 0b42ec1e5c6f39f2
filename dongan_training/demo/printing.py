"""The papers of the demo; the badges are read back from their pictures, as at a real door."""

from dataclasses import dataclass
from pathlib import Path

from dongan_training.attendance.papers import BadgePaper, write_attendance_sheet, write_badges
from dongan_training.attendance.scanning import read_codes
from dongan_training.certificates.issuing import certificates_of_class
from dongan_training.certificates.papers import certificate_design, write_certificates
from dongan_training.certificates.verifying import verify_certificate
from dongan_training.demo.loop import Demo, draw_paper, give_badges, give_certificates
from dongan_training.errors import UserError
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.printed.papers import write_key, write_paper
from dongan_training.reports.class_overview import class_overview
from dongan_training.reports.class_sheet import write_class_report
from dongan_training.reports.ledger import year_ledger
from dongan_training.reports.ledger_sheet import write_ledger
from dongan_training.saving import make_folder, replacing
from dongan_training.texts import N_, _

PICTURE_DPI = 200


@dataclass(eq=False)
class BadgesUnreadable(UserError):
    printed: int
    read: int
    message = N_("印出的 {printed} 枚胸牌只认出 {read} 枚。")
    advice = N_("请把演示文件夹交给开发者查看。")


def print_badges(demo: Demo) -> str:
    """Print the badges, photograph the pages, and keep only what the pictures tell."""
    assert demo.papers is not None
    give_badges(demo)
    path = demo.papers / _("胸牌.pdf")
    with demo.workspace.begin() as session:
        paper = BadgePaper(demo.class_id, path)
        printed = write_badges(session, paper=paper, by=demo.by, at=demo.eve)
    pictures = _photograph(path, demo.papers / _("胸牌图片"))
    read = {found.text for picture in pictures for found in read_codes(picture)}
    demo.codes = {holder: code for holder, code in demo.codes.items() if code in read}
    if len(demo.codes) < printed.people:
        raise BadgesUnreadable(printed.people, len(demo.codes))
    return _("印 {count} 枚，共 {pages} 页；从图片认出二维码 {read} 个").format(
        count=printed.people, pages=printed.pages, read=len(read)
    )


def print_paper(demo: Demo) -> str:
    """Draw the paper, and print each form and its key for those who sit on paper."""
    assert demo.papers is not None
    told = draw_paper(demo)
    with demo.workspace.read() as session:
        for form in demo.forms:
            title = _("试卷{form}.pdf").format(form=form)
            write_paper(session, demo.paper_id, demo.papers / title, Printing(form))
            key = _("参考答案{form}.pdf").format(form=form)
            write_key(session, demo.paper_id, demo.papers / key, Printing(form))
    return told


def print_attendance_sheet(demo: Demo) -> str:
    """Print the sheet of the day for signatures."""
    assert demo.papers is not None
    with demo.workspace.read() as session:
        printed = write_attendance_sheet(
            session,
            lesson_id=demo.lesson_ids[0],
            path=demo.papers / _("签到表.pdf"),
            now=demo.evening,
        )
    return _("{people} 人，{pages} 页").format(people=printed.people, pages=printed.pages)


def print_certificates(demo: Demo) -> str:
    """Issue and print the certificates, and verify each code that was printed."""
    assert demo.papers is not None
    told = give_certificates(demo)
    with demo.workspace.read() as session:
        issued = certificates_of_class(session, demo.class_id)
        path = demo.papers / _("结业证书.pdf")
        write_certificates(issued, path, certificate_design(session, demo.class_id))
        verified = [
            verify_certificate(session, text=found.text).facts.number for found in read_codes(path)
        ]
    return _("{told}；扫码核验通过 {verified} 份").format(told=told, verified=len(set(verified)))


def write_reports(demo: Demo) -> str:
    """Write the ledger of the year and the report of the class."""
    assert demo.papers is not None
    at = demo.evening
    with demo.workspace.read() as session:
        entries = year_ledger(session, year=demo.story.year, now=at)
        overview = class_overview(session, class_id=demo.class_id, at=at)
    write_ledger(entries, demo.papers / _("学时台账.xlsx"), year=demo.story.year, at=at)
    write_class_report(overview, demo.papers / _("培训班情况表.xlsx"), at=at)
    return _("台账 {people} 人，学时合计 {hours:g}").format(
        people=len(entries), hours=sum(entry.earned for entry in entries)
    )


def _photograph(path: Path, folder: Path) -> list[Path]:
    import pypdfium2

    make_folder(folder)
    pictures = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, start=1):
            picture = folder / f"{number:02}.png"
            with replacing(picture) as part:
                page.render(scale=PICTURE_DPI / 72).to_pil().save(part, format="PNG")
            pictures.append(picture)
    return pictures
