import pytest

from dongan_training.certificates.certificate_sheet import CertificateFacts
from dongan_training.certificates.certificate_sheet import draw_certificates as draw
from dongan_training.designs.shipped import shipped_designs
from dongan_training.printing.designs.drawing import paragraph
from dongan_training.printing.fonts import UnprintableCharacters
from tests.printing.reading import codes, flat, fonts, outline, page_texts

TEXT = (
    "{name}同志于2026年11月23日参加第四季度基层党务工作者培训班（第2期）学习，"
    "修完规定课程，计 4 学时，考试成绩 92 分，准予结业。"
)
LONG = "阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提江·木沙"


FORMAL = shipped_designs()["certificate-formal"]


def draw_certificates(path, people, design=FORMAL):
    return draw(path, people, design)


def facts(name="陈敏", number=412, **changes):
    return CertificateFacts(
        **{
            "name": name,
            "sentence": TEXT.format(name=name),
            "number": f"东组培〔2026〕第 {number:04} 号",
            "organisation": "中共东安县委组织部",
            "date": "2026年11月23日",
            "code": f"DA2.{number:0140}",
            **changes,
        }
    )


def test_each_certificate_has_its_page_and_its_code(tmp_path):
    path = tmp_path / "certificates.pdf"
    people = [facts(name, number) for number, name in enumerate(("陈敏", "邓建国", LONG), 1)]
    assert draw_certificates(path, people) == 3
    assert codes(path) == [[person.code] for person in people]
    assert outline(path) == [("陈敏", 0), ("邓建国", 1), (LONG, 2)]


@pytest.mark.parametrize("name", ["陈敏", "欧阳𬱖", "𠀁龦䶮", LONG, "张" * 50])
def test_the_whole_sentence_copies_and_searches_right(tmp_path, name):
    path = tmp_path / "certificates.pdf"
    draw_certificates(path, [facts(name)])
    text = flat(page_texts(path)[0])
    assert flat(TEXT.format(name=name)) in text
    assert "结业证书" in text
    assert "编号：东组培〔2026〕第0412号" in text
    assert "中共东安县委组织部2026年11月23日" in text
    assert "扫码可离线核验" in text
    assert all(fonts(path).values())


def test_a_long_text_leaves_the_room_of_the_seal_free():
    (text,) = [one for one in FORMAL.items if getattr(one, "text", "") == "{sentence}"]
    (unit,) = [one for one in FORMAL.items if getattr(one, "text", "") == "{organisation}"]
    style, lines, _fits = paragraph(text, TEXT.format(name="陈敏") * 4, "陈敏")
    bottom = text.box.y + len(lines) * style.em * text.leading
    assert bottom < unit.box.y


@pytest.mark.parametrize("name", ["certificate-plain", "certificate-preprinted"])
def test_the_other_designs_show_the_same_facts(tmp_path, name):
    path = tmp_path / "certificates.pdf"
    about = {"class_title": "第四季度培训班", "days": "2026年11月23日", "hours": "4", "score": "92"}
    person = facts("欧阳𬱖", **about)
    draw_certificates(path, [person], shipped_designs()[name])
    text = flat(page_texts(path)[0])
    assert "欧阳𬱖" in text and "东组培〔2026〕第0412号" in text and "2026年11月23日" in text
    assert codes(path) == [[person.code]]


def test_a_text_without_the_name_is_printed_as_it_is(tmp_path):
    path = tmp_path / "certificates.pdf"
    draw_certificates(path, [facts(sentence="准予结业。")])
    assert "准予结业。" in page_texts(path)[0]


def test_several_organisations_share_the_place_of_one(tmp_path):
    path = tmp_path / "certificates.pdf"
    organisation = "中共东安县委组织部、中共东安县纪律检查委员会、东安县民政局"
    draw_certificates(path, [facts(organisation=organisation)])
    assert organisation in flat(page_texts(path)[0])


def test_an_emoji_is_refused_before_anything_is_written(tmp_path):
    path = tmp_path / "certificates.pdf"
    with pytest.raises(UnprintableCharacters, match="小明😀"):
        draw_certificates(path, [facts(), facts("小明😀")])
    assert not path.exists()
