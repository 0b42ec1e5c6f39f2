import pypdf
import pypdfium2
import pytest

from dongan_training.printing.flow import Block, Part, pour
from dongan_training.printing.fonts import Role, UnprintableCharacters
from dongan_training.printing.layout import Span, Style, break_lines
from dongan_training.printing.page import A4_LANDSCAPE, Align, Box, Pages, Stroke
from dongan_training.printing.table import Column, Table
from dongan_training.texts import use_language
from tests.printing.reading import flat, fonts, page_texts

STYLE = Style(Role.SERIF, 12)


def sample(path):
    pages = Pages(title="签到表", author="中共东安县委组织部", size=A4_LANDSCAPE)
    pages.name(20, 20, "陈敏", STYLE)
    pages.text(277, 20, "第 1 页", Style(Role.SANS_BOLD, 12, "#B3261E"), Align.RIGHT)
    pages.frame(Box(10, 10, 100, 50), Stroke(0.5, dashes=(1, 1)))
    pages.qr(30, 30, 30, "DA1")
    pages.turned(12, 100, "密封线", STYLE)
    pages.next_page()
    pages.text(20, 20, "第 2 页", STYLE)
    pages.save(path)
    return path


def test_a_file_says_what_it_is_and_who_made_it(tmp_path):
    reader = pypdf.PdfReader(sample(tmp_path / "a.pdf"))
    assert reader.metadata.title == "签到表"
    assert reader.metadata.author == "中共东安县委组织部"
    assert len(reader.pages) == 2
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [297, 210]


def test_every_font_is_embedded_and_only_the_letters_used(tmp_path):
    path = sample(tmp_path / "a.pdf")
    assert fonts(path) and all(fonts(path).values())
    assert all("+" in name for name in fonts(path))
    assert path.stat().st_size < 60_000


def test_a_spread_name_is_found_by_its_two_characters(tmp_path):
    text = page_texts(sample(tmp_path / "a.pdf"))[0]
    assert "陈敏" in text


def test_text_set_upwards_still_copies(tmp_path):
    assert "密封线" in flat(page_texts(sample(tmp_path / "a.pdf"))[0])


def test_the_same_paper_gives_the_same_bytes(tmp_path):
    first, second = sample(tmp_path / "a.pdf"), sample(tmp_path / "b.pdf")
    assert first.read_bytes() == second.read_bytes()


def test_a_character_without_a_font_stops_the_paper_even_unasked(tmp_path):
    pages = Pages(title="", author="")
    with pytest.raises(UnprintableCharacters):
        pages.text(10, 10, "😀", STYLE)


def test_a_justified_paragraph_loses_no_word(tmp_path):
    words = "党的基层组织是党在社会基层组织中的战斗堡垒，是党的全部工作和战斗力的基础。" * 3
    pages = Pages(title="", author="")
    for row, line in enumerate(break_lines([Span(words, STYLE)], 80, indent=8)):
        pages.line_of(20, 20 + 8 * row, line, 80)
    pages.save(tmp_path / "a.pdf")
    assert flat(page_texts(tmp_path / "a.pdf")[0]) == words


def test_a_table_tears_no_row_and_keeps_its_order():
    table = Table([Column("姓名", 20, is_name=True), Column("单位", 30, Align.LEFT)])
    rows = [table.row((f"{number}", "西江桥村党支部" * (number % 4 + 1))) for number in range(40)]
    shares = table.pages(rows, 100)
    assert [row for share in shares for row in share] == rows
    assert all(sum(row.height for row in share) <= 100 - table.look.head_height for share in shares)
    assert all(row.height >= 8 for row in rows)


def test_a_cell_of_a_table_is_never_cut():
    table = Table([Column("单位", 20, Align.LEFT)])
    org = "中共东安县大盛镇赵家井村党支部委员会第三党小组及流动党员联络站" * 2
    assert "".join(table.row((org,)).cells[0].lines) == org


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page():
    heading, question = Block((Part(10),), is_heading=True), Block((Part(20), Part(20)))
    pages = pour([question, heading, question], room=60, first_room=60)
    assert [[part.height for part in parts] for parts in pages] == [[20, 20], [10, 20, 20]]


def test_only_what_is_taller_than_a_page_is_torn():
    pages = pour([Block((Part(30),) * 5)], room=70, first_room=40)
    assert [len(parts) for parts in pages] == [1, 2, 2]


@pytest.mark.parametrize(("spoken", "told"), [("zh", "zh-CN"), ("en", "en")])
def test_a_file_says_which_language_it_is_in(tmp_path, spoken, told):
    use_language(spoken)
    try:
        reader = pypdf.PdfReader(sample(tmp_path / "a.pdf"))
    finally:
        use_language("zh")
    assert reader.trailer["/Root"]["/Lang"] == told


def ink(path):
    """How much of the first page is dark."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        grey = page.render(scale=4, grayscale=True).to_pil()
        page.close()
    return sum((255 - value) * count for value, count in enumerate(grey.histogram()))


def test_rare_characters_are_as_bold_as_their_neighbours_and_what_follows_is_not(tmp_path):
    inks = {}
    for role in (Role.SERIF, Role.SERIF_BOLD):
        for words in ("䶮𪚥", "陈敏", "䶮陈"):
            pages = Pages(title="字", author="单位")
            pages.text(20, 20, words, Style(role, 40))
            pages.text(20, 60, words, Style(Role.SERIF, 40))
            pages.next_page()
            path = tmp_path / f"{role}.pdf"
            pages.save(path)
            assert [flat(text) for text in page_texts(path)] == [words * 2]
            inks[role, words] = ink(path)
    for words in ("䶮𪚥", "陈敏", "䶮陈"):
        grown = inks[Role.SERIF_BOLD, words] / inks[Role.SERIF, words]
        assert 1.05 < grown < 1.4, (words, grown)
