# ruff: noqa: E501  (banks stand here as their authors typed them)
"""Moodle XML as Moodle exports it."""

import base64

import pytest

from dongan_training.bank.drafts import ProblemKind, Reading
from dongan_training.bank.formats import read
from dongan_training.progress import Silent
from dongan_training.sheets import refusals
from tests.bank.formats.test_habits import found_in
from tests.bank.questions import png

STEM = "<p>党支部任期是几年？</p>"


def question(kind: str, body: str = "", stem: str = STEM) -> str:
    return (
        f'<question type="{kind}"><name><text>任期</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>'
        f"<defaultgrade>2.0000000</defaultgrade>{body}</question>"
    )


def answer(text: str, fraction: float, feedback: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text>{feedback}</text></feedback></answer>'
    )


def moodle(folder, *questions: str) -> Reading:
    path = folder / "题库.xml"
    path.write_text(f"<?xml version='1.0'?><!-- x --><quiz>{''.join(questions)}</quiz>", "utf-8")
    return read(path, Silent())


TWO = answer("<p>三年</p>", 100) + answer("<p>五年</p>", 0)
HALVES = answer("甲", 50) + answer("乙", 50) + answer("丙", -100)
CLOZE = "任期{1:SHORTANSWER:=三年~%50%多年~=3年#对}，共{2:NM:=158:2}条。"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (question("multichoice", f"<single>true</single>{TWO}"), ("single", 2, ("A",))),
        (question("multichoice", f"<single>false</single>{HALVES}"), ("multi", 3, ("A", "B"))),
        (question("truefalse", answer("true", 0) + answer("false", 100)), ("truth", 0, (False,))),
        (question("shortanswer", answer("三年", 100) + answer("3年", 100)), ("fill", 0, (("三年", "3年"),))),
        (question("numerical", '<answer fraction="100"><text>158</text><tolerance>2</tolerance></answer>'), ("fill", 0, (("156~160",),))),
        (question("essay", '<graderinfo format="html"><text>要点</text></graderinfo>'), ("short", 0, ("要点",))),
        (question("cloze", stem=CLOZE), ("fill", 0, (("三年", "3年"), ("156~160",)))),
    ],
)  # fmt: skip
def test_every_type_we_have_is_read(tmp_path, written, found):
    assert found_in(moodle(tmp_path, written)) == (found,)


def test_a_question_keeps_its_points_chapter_tags_and_explanations(tmp_path):
    category = (
        '<question type="category"><category><text>$course$/top/第一章</text></category></question>'
    )
    body = (
        "<generalfeedback format='html'><text>见党章</text></generalfeedback>"
        f"{answer('三年', 100, '对')}{answer('五年', 0)}<tags><tag><text>党章</text></tag></tags>"
    )
    draft = moodle(tmp_path, category, question("multichoice", body)).drafts[0]
    assert (draft.points, draft.chapter, draft.tags) == (2.0, "第一章", ("党章",))
    assert (draft.stem, draft.explanation) == ("党支部任期是几年？", "见党章\nA：对")


def test_pictures_come_with_their_question(tmp_path):
    data = base64.b64encode(png(7).data).decode()
    stem = '<p>图中是 <img src="@@PLUGINFILE@@/a.png" alt=""/> 吗？</p>'
    written = question("truefalse", answer("true", 100) + answer("false", 0), stem).replace(
        "</questiontext>",
        f'<file name="a.png" path="/" encoding="base64">{data}</file></questiontext>',
    )
    draft = moodle(tmp_path, written).drafts[0]
    assert draft.stem == "图中是 〔图1〕 吗？"
    assert draft.pictures == (png(7),)


def test_types_we_have_not_are_counted_by_name(tmp_path):
    found = moodle(
        tmp_path,
        *[question("matching")] * 4,
        question("ordering"),
        question("newplugin"),
        question("cloze", stem="{1:MULTICHOICE:甲~=乙}"),
        question("description"),
    )
    assert [problem.message for problem in found.problems] == [
        "匹配题 4 道，本程序没有这种题型，没有导入。",
        "排序题 1 道，本程序没有这种题型，没有导入。",
        "newplugin 1 道，本程序没有这种题型，没有导入。",
        "完形填空题 1 道，本程序没有这种题型，没有导入。",
        "这是一段说明文字，不是题目，没有导入。",
    ]
    assert [problem.kind for problem in found.problems[:4]] == [ProblemKind.UNSUPPORTED_TYPE] * 4


def test_other_xml_is_refused(tmp_path):
    path = tmp_path / "题库.xml"
    path.write_text("<?xml version='1.0'?><feed/>", "utf-8")
    with pytest.raises(refusals.ForeignKind):
        read(path, Silent())


@pytest.mark.parametrize(
    "declared",
    ['[<!ENTITY a "b">]', '[<!ENTITY a SYSTEM "file:///etc/passwd">]', 'SYSTEM "a.dtd" []'],
)
def test_entities_are_refused(tmp_path, declared):
    path = tmp_path / "题库.xml"
    path.write_text(f"<?xml version='1.0'?><!DOCTYPE quiz {declared}><quiz>&a;</quiz>", "utf-8")
    with pytest.raises(refusals.HarmfulXml):
        read(path, Silent())
