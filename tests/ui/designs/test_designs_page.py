import pytest

from dongan_training.designs.keeping import designs
from ui.designs.designs_page import DesignsPage


@pytest.fixture
def page(desk, qtbot):
    page = DesignsPage(desk)
    qtbot.addWidget(page)
    page.show()
    return page


def own(page):
    with page.workspace.read() as session:
        return [one.design.name for one in designs(session) if not one.is_shipped]


def test_what_ships_is_copied_before_it_is_designed(page, desk):
    asked = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    assert not page.dropping.isEnabled()
    page.opening.click()
    assert len(own(page)) == 1
    assert asked[0][0] == "design" and asked[0][1]["design_key"]


def test_a_design_is_exported_imported_and_deleted(page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "版式.json"
    page.exporting.click()
    page.import_file()
    (name,) = own(page)
    assert name.endswith("（2）")
    assert page.table.current().name == name
    page.drop()
    assert own(page) == []
    assert desk.dialogs.asked[-1].action == "删除版式"


def test_a_file_that_is_no_design_is_explained(page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "x.json"
    desk.dialogs.path.write_text("[]", encoding="utf-8")
    page.import_file()
    assert "版式不能用" in page.notice.text()
