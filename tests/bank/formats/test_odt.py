"""Writer documents are read as they look: numbers, bold options, pictures and all."""

import io
import zipfile

import pytest

from dongan_training.bank.drafts import ProblemKind
from dongan_training.bank.formats import read
from dongan_training.progress import Silent
from dongan_training.sheets.refusals import DamagedFile, FileRefused, HarmfulXml, LockedFile

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        **{"office": "office", "text": "text", "table": "table", "draw": "drawing"},
        **{"style": "style", "fo": "xsl-fo-compatible"},
    }.items()
)
LEVEL = '<text:list-level-style-number text:level="1" style:num-format='
BOLD = '<style:text-properties fo:font-weight="bold"/>'
STYLES = (
    f'<text:list-style style:name="N">{LEVEL}"1" style:num-suffix="、"/></text:list-style>'
    f'<text:list-style style:name="O">{LEVEL}"A" style:num-suffix="."/></text:list-style>'
    f'<style:style style:name="B" style:family="text">{BOLD}</style:style>'
    '<style:style style:name="R" style:family="text" style:parent-style-name="B"/>'
)
GOES_ON = ' text:continue-numbering="true"'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def listed(style, *items, more=""):
    entries = "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in items)
    return f'<text:list text:style-name="{style}"{more}>{entries}</text:list>'


def question(stem, right, *options, more=""):
    shown = list(options)
    shown[right] = f'<text:span text:style-name="R">{options[right]}</text:span>'
    return listed("N", stem, more=more) + listed("O", *shown)


def row(*cells):
    inner = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells)
    return f"<table:table-row>{inner}</table:table-row>"


def written(folder, body, members=()):
    path = folder / "题库.odt"
    content = (
        f'<office:document-content {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        for name, data in dict(members).items():
            archive.writestr(name, data)
    return path


def test_numbers_are_counted_and_the_bold_option_is_the_key(tmp_path):
    body = (
        "<?mso 也不是正文?><text:tracked-changes><text:p>删去的字</text:p></text:tracked-changes>"
        "<text:h>一、单项选择题</text:h>"
        + question("村支部每届任期（<text:s text:c='2'/>）。", 1, "三年", "五年", "四年")
        + question("党的最高理想是（　）。", 0, "共产主义", "小康", more=GOES_ON)
        + "<text:p>二、判断题</text:p>"
        + "<text:p>1．党员可以不交党<?mso 不是字?>费。<text:tab/>（×）</text:p>"
    )
    found = read(written(tmp_path, body), Silent())
    assert [(one.number, one.options, one.answer) for one in found.drafts] == [
        ("1", ("三年", "五年", "四年"), ("B",)),
        ("2", ("共产主义", "小康"), ("A",)),
        ("1", (), (False,)),
    ]
    assert found.format == "odt" and found.problems == []


def test_pictures_tables_boxes_and_comments_are_where_they_belong(tmp_path):
    picture = '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
    box = "<draw:frame><draw:text-box><text:p>答案：A</text:p></draw:text-box></draw:frame>"
    comment = "<office:annotation><text:p>待核</text:p></office:annotation>"
    body = (
        f"<text:p>1．图中是什么？{picture}{comment}</text:p><text:p>A．党旗</text:p>"
        f"<text:p>B．国旗</text:p><text:p>{box}</text:p><table:table>"
        + row("题目", "A", "B", "答案")
        + row("谁主持村党支部会议？", "甲", "乙", "B")
        + "</table:table>"
    )
    found = read(written(tmp_path, body, {"Pictures/1.png": PNG}), Silent())
    assert [(one.stem, one.options, one.answer) for one in found.drafts] == [
        ("图中是什么？〔图1〕", ("党旗", "国旗"), ("A",)),
        ("谁主持村党支部会议？", ("甲", "乙"), ("B",)),
    ]
    assert [(one.kind, one.text) for one in found.problems] == [
        (ProblemKind.NOT_A_QUESTION, "待核")
    ]


def test_hostile_and_damaged_documents_are_refused_in_a_sentence(tmp_path):
    for depth in (1500, 5000):
        deep = "<text:span>" * depth + "</text:span>" * depth
        with pytest.raises(DamagedFile):
            read(written(tmp_path, f"<text:p>{deep}</text:p>"), Silent())
    with pytest.raises(DamagedFile):
        read(written(tmp_path, "</office:text>"), Silent())
    locked = {"META-INF/manifest.xml": "<m:encryption-data xmlns:m='m'/>"}
    with pytest.raises(LockedFile):
        read(written(tmp_path, "<text:p/>", locked), Silent())
    with pytest.raises(FileRefused, match="没有文字"):
        read(written(tmp_path, "<text:p/>"), Silent())
    entity = io.BytesIO()
    with zipfile.ZipFile(entity, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    path = tmp_path / "实体.odt"
    path.write_bytes(entity.getvalue())
    with pytest.raises(HarmfulXml):
        read(path, Silent())
