"""Certificates and badges with QR codes, against the same text by bare ReportLab without."""

import pickle
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.figure import WORK_ROUNDS, Figure, compare_work, print_table
from dongan_training import paths
from dongan_training.attendance.badge_sheet import BadgeCard, BadgeSheet, draw_badge_sheet
from dongan_training.certificates.certificate_sheet import CertificateFacts, draw_certificates
from dongan_training.designs.shipped import card_sheets, shipped_designs

if TYPE_CHECKING:
    from dongan_training.storage.vault import Vault

CERTIFICATES, BADGES = 300, 1000
PER_PAGE = 8
TITLE = "第四季度基层党务工作者培训班（第2期）"
ORGANISER = "中共东安县委组织部"
SURNAMES, GIVEN = "陈邓胡蒋雷唐王魏周欧", "敏建国春花志强小兵丽平芳华军"
DAY = "2026-11-23"


class Papers(NamedTuple):
    """What one round prints."""

    certificates: list[CertificateFacts]
    badges: BadgeSheet


Draw = Callable[[Path, Papers], None]
SIGNED = "papers.pickle"  # signed beforehand: on the day they come from the database


def measure() -> list[Figure]:
    """Measure each paper: the first time in a program, and printed again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / SIGNED).write_bytes(pickle.dumps(_papers(seed=1)))
        return [figure for paper in PAPERS for figure in _figures(folder, paper)]


def _figures(folder: Path, paper: str) -> list[Figure]:
    """Programs of their own load Python, fonts and all; one program prints other people again."""

    def program(side: str) -> None:
        command = [sys.executable, "-m", "benchmarks.papers", paper, side, folder]
        subprocess.run(command, check=True)

    told, goal, sides = PAPERS[paper]
    prepared = iter([_papers(seed) for seed in range(2 * (WORK_ROUNDS + 1))])
    ours, bare = (partial(_print, folder, sides[side], prepared) for side in ("ours", "bare"))
    first = partial(program, "ours"), partial(program, "bare")
    return [
        compare_work(f"{told}, new program", *first, goal),
        compare_work(f"{told}, again", ours, bare, goal),
    ]


def _print(folder: Path, draw: Draw, prepared: Iterator[Papers]) -> None:
    draw(folder / "papers.pdf", next(prepared))


def _our_certificates(path: Path, papers: Papers) -> None:
    draw_certificates(path, papers.certificates, shipped_designs()["certificate-formal"])


def _our_badges(path: Path, papers: Papers) -> None:
    sheet = card_sheets()["a4-8"]
    draw_badge_sheet(path, papers.badges, sheet, shipped_designs()[sheet.design])


def _papers(seed: int) -> Papers:
    chance = random.Random(seed)
    return Papers(_certificates(chance), _badges(chance))


def _names(chance: random.Random, count: int) -> list[str]:
    return [
        chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        for _ in range(count)
    ]


def _certificates(chance: random.Random) -> list[CertificateFacts]:
    from dongan_training.certificates.code import Facts, sign  # not in the yardstick's program

    text = (
        "{name}同志于2026年11月23日参加{title}学习，"
        "修完规定课程，计 4 学时，考试成绩 {mark} 分，准予结业。"
    )
    vault = _vault()
    found = []
    for sequence, name in enumerate(_names(chance, CERTIFICATES), start=1):
        number, mark = f"东组培〔2026〕第 {sequence:04} 号", chance.randrange(60, 100)
        facts = Facts(number, name, TITLE, DAY, DAY, 4, mark, ORGANISER, DAY)
        told = text.format(name=name, title=TITLE, mark=mark)
        code = sign(vault, facts)
        found.append(CertificateFacts(name, told, number, ORGANISER, "2026年11月23日", code))
    return found


def _badges(chance: random.Random) -> BadgeSheet:
    from dongan_training.training.badge_code import badge_code
    from dongan_training.training.models import TOKEN_ALPHABET, TOKEN_LENGTH

    vault = _vault()
    cards = []
    for number, name in enumerate(_names(chance, BADGES), start=1):
        code = badge_code(vault, "".join(chance.choices(TOKEN_ALPHABET, k=TOKEN_LENGTH)))
        card = BadgeCard(name, "西江桥村党支部", "副书记", code, "第 1 组", f"{number:04}")
        cards.append(card)
    return BadgeSheet(TITLE, ORGANISER, tuple(cards))


@cache
def _vault() -> "Vault":
    from dongan_training.storage.vault import create_vault

    with tempfile.TemporaryDirectory() as folder:
        return create_vault(Path(folder))


def _font(name: str) -> str:
    """Register the shipped font as anybody would, once in a process."""
    bare = f"bare-{name}"
    if bare not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(bare, str(paths.resource("fonts", f"{name}.ttf"))))
    return bare


def _bare_certificates(path: Path, papers: Papers) -> None:
    plain, bold = _font("NotoSerifSC-Regular"), _font("NotoSerifSC-Bold")
    canvas = Canvas(str(path), pagesize=landscape(A4))
    for facts in papers.certificates:
        canvas.setFont(bold, 46)
        canvas.drawCentredString(420, 480, "结 业 证 书")
        canvas.setFont(plain, 13)
        canvas.drawRightString(760, 440, f"编号：{facts.number}")
        canvas.setFont(plain, 21)
        for line in range(3):
            canvas.drawString(100, 360 - 44 * line, facts.sentence[line * 28 : (line + 1) * 28])
        canvas.setFont(plain, 17)
        canvas.drawCentredString(660, 130, facts.organisation)
        canvas.drawCentredString(660, 100, facts.date)
        canvas.setFont(plain, 10)
        canvas.drawCentredString(125, 70, "扫码可离线核验")
        canvas.showPage()
    canvas.save()


def _bare_badges(path: Path, papers: Papers) -> None:
    plain, bold = _font("NotoSansSC-Regular"), _font("NotoSansSC-Bold")
    canvas = Canvas(str(path), pagesize=A4)
    title = papers.badges.title
    for place, card in enumerate(papers.badges.cards):
        row, column = divmod(place % PER_PAGE, 2)
        x, y = 40 + column * 270, 640 - row * 190
        canvas.setFont(bold, 10)
        canvas.drawString(x, y + 150, title)
        canvas.drawString(x + 200, y + 150, card.group)
        canvas.setFont(bold, 34)
        canvas.drawString(x, y + 90, card.name)
        canvas.setFont(plain, 12)
        canvas.drawString(x, y + 50, card.org)
        canvas.drawString(x, y + 25, card.post)
        canvas.drawString(x + 160, y + 10, card.number)
        if place % PER_PAGE == PER_PAGE - 1:
            canvas.showPage()
    canvas.save()


PAPERS: dict[str, tuple[str, float, dict[str, Draw]]] = {
    "certificates": (
        f"{CERTIFICATES} certificates with QR",
        2.2,
        {"ours": _our_certificates, "bare": _bare_certificates},
    ),
    "badges": (f"{BADGES:,} badges with QR", 2.5, {"ours": _our_badges, "bare": _bare_badges}),
}


def main() -> None:
    """Print the table of this module alone, or be one side of a round in a new program."""
    if sys.argv[1:]:
        paper, side, folder = sys.argv[1:]
        papers = pickle.loads((Path(folder) / SIGNED).read_bytes())
        PAPERS[paper][2][side](Path(folder) / "papers.pdf", papers)
    else:
        print_table(measure())


if __name__ == "__main__":
    main()
