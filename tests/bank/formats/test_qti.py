# ruff: noqa: E501  (items stand here as other systems write them)
"""QTI of all versions, as items and as packages."""

import io
import zipfile

import pytest

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import read
from dongan_training.progress import Silent
from dongan_training.sheets import refusals
from tests.bank.formats.test_habits import found_in
from tests.bank.questions import png

TWO = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p{}"'
DECLARED = '<responseDeclaration identifier="RESPONSE" cardinality="{}" baseType="{}"><correctResponse>{}</correctResponse></responseDeclaration>'


def item(body: str, *correct: str, several: bool = False, kind: str = "identifier") -> str:
    values = "".join(f"<value>{one}</value>" for one in correct)
    declared = DECLARED.format("multiple" if several else "single", kind, values)
    return (
        f'<assessmentItem {TWO.format(1)} identifier="i1" title="题" adaptive="false" timeDependent="false">'
        f"{declared}<itemBody>{body}</itemBody></assessmentItem>"
    )


def choices(*texts: str, name: str = "choice") -> str:
    options = "".join(
        f'<simpleChoice identifier="{chr(65 + place)}">{text}</simpleChoice>'
        for place, text in enumerate(texts)
    )
    return f'<{name}Interaction responseIdentifier="RESPONSE"><prompt>任期是几年？</prompt>{options}</{name}Interaction>'


def in_version_three(written: str) -> str:
    """The same item as version 3 writes it."""
    for old, new in (
        ("imsqti_v2p1", "imsqtiasi_v3p0"),
        ("assessmentItem", "qti-assessment-item"),
        ("responseDeclaration", "qti-response-declaration"),
        ("correctResponse", "qti-correct-response"),
        ("<value>", "<qti-value>"),
        ("</value>", "</qti-value>"),
        ("itemBody", "qti-item-body"),
        ("choiceInteraction", "qti-choice-interaction"),
        ("simpleChoice", "qti-simple-choice"),
        ("textEntryInteraction", "qti-text-entry-interaction"),
        ("extendedTextInteraction", "qti-extended-text-interaction"),
        ("responseIdentifier", "response-identifier"),
        ("baseType", "base-type"),
    ):
        written = written.replace(old, new)
    return written


def qti(folder, content: str) -> Reading:
    path = folder / "题库.xml"
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{content}', "utf-8")
    return read(path, Silent())


ITEMS = [
    (item(choices("三年", "五年"), "B"), ("single", 2, ("B",))),
    (item(choices("甲", "乙", "丙"), "A", "C", several=True), ("multi", 3, ("A", "C"))),
    (item(choices("正确", "错误"), "B"), ("truth", 0, (False,))),
    (item('<p>任期<textEntryInteraction responseIdentifier="RESPONSE"/>年。</p>', "五", kind="string"), ("fill", 0, (("五",),))),
    (item('<p>谈谈。</p><extendedTextInteraction responseIdentifier="RESPONSE"/>', kind="string"), ("short", 0, ())),
]  # fmt: skip


@pytest.mark.parametrize(("written", "found"), ITEMS)
def test_items_of_version_two_are_read(tmp_path, written, found):
    assert found_in(qti(tmp_path, written)) == (found,)
    for minor in (0, 2):
        assert found_in(qti(tmp_path, written.replace("v2p1", f"v2p{minor}"))) == (found,)


@pytest.mark.parametrize(("written", "found"), ITEMS)
def test_items_of_version_three_are_read(tmp_path, written, found):
    assert found_in(qti(tmp_path, in_version_three(written))) == (found,)


def test_stem_prompt_and_blank_stand_where_they_are_read(tmp_path):
    found = qti(tmp_path, item(f"<p>看题。</p>{choices('三年', '五年')}<p>（单选）</p>", "A"))
    assert found.drafts[0].stem == "看题。\n任期是几年？\n（单选）"
    found = qti(tmp_path, ITEMS[3][0])
    assert found.drafts[0].stem == "任期____年。"


def test_types_we_have_not_are_counted_by_name(tmp_path):
    order = item(choices("甲", "乙", name="order"), "A", "B")
    mixed = item(choices("甲", "乙") + "<extendedTextInteraction/>", "A")
    found = package(tmp_path, order, order, mixed, ITEMS[0][0])
    assert [problem.message for problem in found.problems] == [
        "排序题 2 道，本程序没有这种题型，没有导入。",
        "组合题 1 道，本程序没有这种题型，没有导入。",
    ]
    assert len(found.drafts) == 1


def package(folder, *items: str, **files: bytes) -> Reading:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        listed = ""
        for number, one in enumerate(items):
            name = f"items/{'zyxwvu'[number]}.xml"  # the manifest orders, not the alphabet
            listed += f'<resource identifier="r{number}" type="imsqti_item_xmlv2p1" href="{name}"/>'
            out.writestr(name, one)
        for name, content in files.items():
            out.writestr(name.replace("__", "/").replace("_dot_", "."), content)
        space = 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"'
        out.writestr(
            "imsmanifest.xml", f"<manifest {space}><resources>{listed}</resources></manifest>"
        )
    path = folder / "题库.zip"
    path.write_bytes(packed.getvalue())
    return read(path, Silent())


def test_a_package_is_read_in_the_order_of_its_manifest_with_its_pictures(tmp_path):
    picture = item('<p>图是<img src="../media/a.png" alt=""/></p>' + choices("甲", "乙"), "A")
    found = package(tmp_path, picture, ITEMS[1][0], media__a_dot_png=png(3).data)
    assert found_in(found) == (("single", 2, ("A",)), ITEMS[1][1])
    assert found.drafts[0].stem == "图是〔图1〕\n任期是几年？"
    assert found.drafts[0].pictures == (png(3),)


def test_a_shared_text_is_the_passage_of_its_questions(tmp_path):
    reference = '<qti-assessment-stimulus-ref identifier="s" href="../texts/s.xml"/><qti-item-body>'
    one = in_version_three(ITEMS[0][0]).replace("<qti-item-body>", reference)
    stimulus = "<qti-assessment-stimulus><qti-stimulus-body><p>某村的账目。</p></qti-stimulus-body></qti-assessment-stimulus>"
    found = package(tmp_path, one, one.replace("三年", "四年"), texts__s_dot_xml=stimulus.encode())
    assert [draft.passage for draft in found.drafts] == ["某村的账目。"] * 2


def test_a_broken_item_costs_only_itself(tmp_path):
    found = package(tmp_path, "<assessmentItem>", ITEMS[0][0])
    assert len(found.drafts) == 1
    assert [problem.text for problem in found.problems] == ["items/z.xml"]


def test_a_package_without_questions_is_refused(tmp_path):
    with pytest.raises(refusals.ForeignKind):
        package(tmp_path, "<html/>")


def old_item(presentation: str, conditions: str) -> str:
    return (
        '<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd"><questestinterop><item ident="1">'
        f"<presentation>{presentation}</presentation>"
        f'<resprocessing><outcomes><decvar maxvalue="2"/></outcomes>{conditions}</resprocessing></item></questestinterop>'
    )


def material(text: str) -> str:
    return f'<material><mattext texttype="text/html">&lt;p&gt;{text}&lt;/p&gt;</mattext></material>'


def labels(cardinality: str, *texts: str) -> str:
    listed = "".join(
        f'<response_label ident="{chr(97 + place)}">{material(text)}</response_label>'
        for place, text in enumerate(texts)
    )
    return f'{material("任期是几年？")}<response_lid ident="R" rcardinality="{cardinality}"><render_choice>{listed}</render_choice></response_lid>'


def right(*conditions: str) -> str:
    return f"<respcondition><conditionvar>{''.join(conditions)}</conditionvar><setvar>2</setvar></respcondition>"


def equal(value: str, to: str = "R") -> str:
    return f'<varequal respident="{to}">{value}</varequal>'


FIB = '<response_str ident="{}"><render_fib/></response_str>'


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (old_item(labels("Single", "三年", "五年"), right(equal("b"))), ("single", 2, ("B",))),
        (old_item(labels("Multiple", "甲", "乙", "丙"), right(f"<and>{equal('a')}<not>{equal('b')}</not>{equal('c')}</and>")), ("multi", 3, ("A", "C"))),
        (old_item(labels("Single", "True", "False"), right(equal("b"))), ("truth", 0, (False,))),
        (old_item(material("任期是几年？") + FIB.format("R"), right(equal("五年")) + right(equal("5年"))), ("fill", 0, (("五年", "5年"),))),
        (old_item(material("任期") + FIB.format("R") + material("年，共") + FIB.format("S") + material("条。"), right(equal("五")) + right(equal("158", "S"))), ("fill", 0, (("五",), ("158",)))),
        (old_item(material("谈谈。") + FIB.format("R"), ""), ("short", 0, ())),
    ],
)  # fmt: skip
def test_items_of_version_one_are_read(tmp_path, written, found):
    reading = qti(tmp_path, written)
    assert found_in(reading) == (found,)
    assert reading.drafts[0].points == 2.0


def test_blanks_of_version_one_stand_between_their_words(tmp_path):
    body = material("任期") + FIB.format("R") + material("年。")
    assert qti(tmp_path, old_item(body, right(equal("五")))).drafts[0].stem == "任期____年。"


def test_several_lists_of_version_one_are_a_matching(tmp_path):
    body = labels("Single", "甲", "乙") + labels("Single", "丙", "丁")
    found = qti(tmp_path, old_item(body, ""))
    assert [problem.message for problem in found.problems] == [
        "匹配题 1 道，本程序没有这种题型，没有导入。"
    ]
