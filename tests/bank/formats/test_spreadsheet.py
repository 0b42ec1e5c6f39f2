"""Tables of questions with the heads that people give them."""

import csv
import io
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from dongan_training.bank.drafts import ProblemKind, Reading
from dongan_training.bank.formats import read
from dongan_training.bank.recognising.headless import aligned
from dongan_training.progress import Silent
from tests.bank.formats.test_habits import found_in
from tests.bank.questions import png

BLANK = "任期是（ ）。"


def workbook(path: Path, **sheets: list[list[object]]) -> Reading:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(number, column, value)
    book.close()
    return read(path, Silent())


def one_sheet(folder: Path, *rows: list[object]) -> Reading:
    return workbook(folder / "题库.xlsx", 题库=list(rows))


@pytest.mark.parametrize(
    "head",
    [
        ["题干", "选项A", "选项B", "答案"],
        ["题目", "A", "B", "正确答案"],
        ["试题内容", "A项", "B项", "标准答案"],
        ["问题", "A选项", "B选项", "正确答案(只能输入ABCD)"],
        ["题 干", "选项  A", "选项\nB", "答案（必填）"],
        ["问题描述", "选项1", "选项2", "参考答案"],
        ["question", "optionA", "optionB", "answer"],
        ["*题干", "备选项A", "备选项B", "【答案】"],
    ],
)
def test_heads_are_matched_loosely(tmp_path, head):
    found = one_sheet(tmp_path, head, [BLANK, "甲", "乙", "B"])
    assert found_in(found) == (("single", 2, ("B",)),)


def test_all_fields_find_their_place(tmp_path):
    found = one_sheet(
        tmp_path,
        ["序号", "题型", "题干", "A", "B", "答案", "解析", "章节", "难度", "分值", "依据"],
        [1, "单选题", BLANK, "甲", "乙", "B", "见章程", "第一章", "易", 2, "党章第三条"],
    )
    draft = found.drafts[0]
    told = (draft.number, draft.explanation, draft.chapter, draft.difficulty, draft.points)
    assert told == ("1", "见章程", "第一章", "易", 2.0)
    assert (draft.citation, draft.line) == ("党章第三条", 2)


def test_the_head_may_come_late_after_empty_columns_and_again(tmp_path):
    head = ["", "题干", "A", "B", "答案"]
    row = ["", BLANK, "甲", "乙", "A"]
    found = one_sheet(
        tmp_path, ["", "东安县题库"], [], head, row, head, ["", "规定", "甲", "乙", "B"]
    )
    assert found_in(found) == (("single", 2, ("A",)), ("single", 2, ("B",)))


def test_every_block_may_have_a_head_and_a_type_of_its_own(tmp_path):
    found = one_sheet(
        tmp_path,
        ["一、选择题"], ["题目", "A", "B", "答案"], [BLANK, "甲", "乙", "A"],
        ["二、问答题"], ["问题", "答案"], ["党员的义务是什么？", "见党章"],
        ["三、判断题"], ["题目", "答案"], ["可以退党。", "对"],
    )  # fmt: skip
    assert found_in(found) == (
        ("single", 2, ("A",)),
        ("short", 0, ("见党章",)),
        ("truth", 0, (True,)),
    )


def test_sheets_are_named_for_their_type(tmp_path):
    found = workbook(
        tmp_path / "题库.xlsx",
        单选题=[["题干", "A", "B", "答案"], [BLANK, "甲", "乙", "A"]],
        多选题=[["题干", "A", "B", "答案"], ["包括", "甲", "乙", "AB"]],
        判断题=[["题干", "答案"], ["可以退党。", "A"]],
        填空题=[["题干", "空1", "空2"], ["坚持____和____。", "主体", "监督/督促"]],
        简答题=[["题干", "答案"], ["党员的义务", "见党章"]],
    )
    assert found_in(found) == (
        ("single", 2, ("A",)),
        ("multi", 2, ("A", "B")),
        ("truth", 0, (True,)),
        ("fill", 0, (("主体",), ("监督", "督促"))),
        ("short", 0, ("见党章",)),
    )


@pytest.mark.parametrize(
    "options",
    [
        "A.甲|B.乙|C.丙",
        "A. 甲 | B. 乙 | C. 丙",
        "A-甲|B-乙|C-丙",
        "A、甲\nB、乙\nC、丙",
        "甲;乙;丙",
        "甲；乙；丙",
        "甲|乙|丙",
        "甲\n乙\n丙",
        '["甲", "乙", "丙"]',
        '[{"optionContent": "甲"}, {"optionContent": "乙"}, {"optionContent": "丙"}]',
        '{"A": "甲", "B": "乙", "C": "丙"}',
        "A.甲B.乙C.丙",
        "A.甲  B.乙  C.丙",
    ],
)
def test_all_options_may_share_one_cell(tmp_path, options):
    found = one_sheet(tmp_path, ["题目", "选项", "答案"], [BLANK, options, "B"])
    assert found.drafts[0].options == ("甲", "乙", "丙")
    assert found.drafts[0].answer == ("B",)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("1", True),
        ("0", False),
        ("2", False),
        ("√", True),
        ("错误", False),
        ("A", True),
        ("F", False),
    ],
)
def test_truth_is_written_in_many_ways(tmp_path, written, means):
    found = one_sheet(tmp_path, ["题型", "题干", "答案"], ["判断题", "可以退党。", written])
    assert found_in(found) == (("truth", 0, (means,)),)


def test_a_boolean_cell_is_a_truth(tmp_path):
    found = one_sheet(tmp_path, ["题型", "题干", "答案"], ["判断题", "可以退党。", True])
    assert found_in(found) == (("truth", 0, (True,)),)


def test_fill_in_text_may_stand_in_column_a(tmp_path):
    found = one_sheet(
        tmp_path,
        ["题干", "A项", "B项", "答案", "类型"],
        ["（）是根本。", "实践", "", "A", "填空题"],
        ["简述义务。", "1、学习；2、执行。", "", "A", "简答题"],
    )
    assert found_in(found) == (("fill", 0, (("实践",),)), ("short", 0, ("1、学习；2、执行。",)))


def test_the_key_may_be_the_text_of_the_option(tmp_path):
    found = one_sheet(tmp_path, ["题干", "A", "B", "答案"], [BLANK, "三年", "五年", "五年"])
    assert found.drafts[0].answer == ("B",)


def test_letters_in_front_of_options_are_taken_off(tmp_path):
    found = one_sheet(tmp_path, ["题干", "A", "B", "答案"], ["1、" + BLANK, "A、甲", "B、乙", "B"])
    assert (found.drafts[0].options, found.drafts[0].number) == (("甲", "乙"), "1")


def test_keys_are_folded(tmp_path):
    rows = [[BLANK + str(n), "甲", "乙", key] for n, key in enumerate(("Ｂ", "b", " B", "B。"))]
    found = one_sheet(tmp_path, ["题干", "A", "B", "答案"], *rows)
    assert all(draft.answer == ("B",) for draft in found.drafts)


def test_a_date_serial_as_an_answer_is_pointed_out(tmp_path):
    found = one_sheet(
        tmp_path, ["题型", "题干", "答案"], ["填空题", "香港回归的时间是____。", 35612]
    )
    assert "1997年7月1日" in found.drafts[0].warnings[0]


def test_a_gap_before_the_stem_is_a_blank(tmp_path):
    found = one_sheet(
        tmp_path, ["题干", "A", "B", "答案"], ["        ，被称为塞外苏杭。", "甲", "乙", "A"]
    )
    assert found.drafts[0].stem == "____，被称为塞外苏杭。"


def test_lists_and_instructions_are_no_questions_but_are_named(tmp_path):
    found = workbook(
        tmp_path / "题库.xlsx",
        题库=[["题干", "A", "B", "答案"], [BLANK, "甲", "乙", "A"]],
        类型=[["单选"], ["多选"]],
        说明=[["填写说明"], ["答案只填字母。"]],
    )
    assert len(found.drafts) == 1
    told = "\n".join(problem.text for problem in found.problems) + "\n".join(
        head.text for head in found.headings
    )
    assert all(word in told for word in ("单选", "多选", "填写说明", "答案只填字母"))


def test_a_stray_cell_is_a_problem_with_its_row(tmp_path):
    found = one_sheet(tmp_path, ["题干", "A", "B", "答案"], [BLANK, "甲", "乙", "A"], ["", "å"])
    assert [(problem.line, problem.text) for problem in found.problems] == [(3, "å")]


def test_keys_without_stems_give_nothing(tmp_path):
    found = one_sheet(tmp_path, *([f"题目{n}", "ABCD"[n % 4]] for n in range(1, 9)))
    assert (found.drafts, len(found.problems)) == ([], 1)


def test_a_text_typed_into_one_column_is_read_like_a_document(tmp_path):
    lines = ("一、单选题", "1、" + BLANK, "A.甲", "B.乙", "答案：B")
    assert found_in(one_sheet(tmp_path, *([line] for line in lines))) == (("single", 2, ("B",)),)


def test_a_type_we_have_not_is_named(tmp_path):
    found = one_sheet(tmp_path, ["题型", "题干", "答案"], ["连线题", "把下列内容连起来", "1-A"])
    assert [(one.kind, "连线" in one.message) for one in found.problems] == [
        (ProblemKind.UNSUPPORTED_TYPE, True)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_every_encoding(tmp_path, encoding, delimiter):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(
        [["题干", "A", "B", "答案"], [BLANK, "甲", "乙\n丙", "B"]]
    )
    path = tmp_path / "题库.csv"
    path.write_bytes(written.getvalue().encode(encoding))
    assert found_in(read(path, Silent())) == (("single", 2, ("B",)),)


def test_pictures_over_a_row_belong_to_its_question(tmp_path):
    path = tmp_path / "题库.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("题库")
        sheet.write_row(0, 0, ["题干", "选项A", "选项B", "答案"])
        sheet.write_row(1, 0, ["图中是什么标志？", "甲", "乙", "A"])
        sheet.write_row(2, 0, [BLANK, "甲", "乙", "B"])
        for row, column, number in ((1, 0, 1), (1, 2, 2), (9, 0, 3)):
            data = io.BytesIO(png(number).data)
            sheet.insert_image(row, column, "a.png", {"image_data": data})
    found = read(path, Silent())
    first, second = found.drafts
    assert (first.stem, first.options) == ("图中是什么标志？〔图1〕", ("甲", "乙〔图2〕"))
    assert first.pictures == (png(1), png(2))
    assert second.pictures == ()
    assert [problem.message for problem in found.problems] == [
        "工作表“题库”里有 1 张图片不在任何一行上，没有导入。"
    ]


def test_a_picture_that_wps_keeps_in_a_cell_is_found(tmp_path):
    path = tmp_path / "题库.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("题库")
        sheet.write_row(0, 0, ["题干", "选项A", "选项B", "答案"])
        sheet.write_row(1, 0, ["图中是什么标志？", "甲", "乙", "A"])
        sheet.write_string(1, 1, '=DISPIMG("ID_7F",1)')
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/media/image1.png", png(5).data)
        packed.writestr(
            "xl/cellimages.xml",
            f'<c:cellImages xmlns:c="http://www.wps.cn/officeDocument/2017/etCustomData" '
            f'xmlns:x="{drawing}/spreadsheetDrawing" xmlns:a="{drawing}/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<c:cellImage><x:pic><x:nvPicPr><x:cNvPr id="2" name="ID_7F"/></x:nvPicPr>'
            '<x:blipFill><a:blip r:embed="rId1"/></x:blipFill></x:pic></c:cellImage>'
            "</c:cellImages>",
        )
        packed.writestr(
            "xl/_rels/cellimages.xml.rels",
            f'<Relationships xmlns="{relations}">'
            '<Relationship Id="rId1" Target="media/image1.png"/></Relationships>',
        )
    draft = read(path, Silent()).drafts[0]
    assert draft.options == ("〔图1〕", "乙")
    assert draft.pictures == (png(5),)


def test_twice_the_columns_of_a_table_without_a_head_take_twice_the_work(tmp_path):
    def work(columns):
        path = tmp_path / f"{columns}.csv"
        rows = (",".join(f"第{row}行{place}列" for place in range(columns)) for row in range(4))
        path.write_text("\n".join(rows), "utf-8")
        calls: list[object] = []
        sys.setprofile(lambda *call: calls.append(call[1]))
        try:
            read(path, Silent())
        finally:
            sys.setprofile(None)
        return len(calls)

    work(20)  # what is loaded at the first reading is no work of the table
    assert work(120) < 2.3 * work(60)


def test_an_empty_row_among_rows_of_unlike_lengths_is_no_row_without_a_key():
    rows = [("党章规定几年？", "一年", "二年", "A"), ("几届？", "一", "B")] * 20
    assert aligned([*rows, ("", "")])[:2] == [rows[0], ("几届？", "一", "", "B")]
