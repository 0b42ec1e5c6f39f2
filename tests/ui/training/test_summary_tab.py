from dataclasses import replace

from PySide6.QtWidgets import QFormLayout

from dongan_training.training import planning
from ui.training.class_page import ClassPage


def test_the_facts_of_the_class_name_whom_it_is_for_and_who_waits(qtbot, planned, desk, now):
    page = ClassPage(desk, planned.class_id)
    qtbot.addWidget(page)

    def told():
        facts = page.summary.facts
        rows = range(facts.rowCount())
        cells = (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole)
        return dict(
            [facts.itemAt(row, cell).widget().accessibleName() for cell in cells] for row in rows
        )

    assert "候补" not in told()["名额"] and "经费" not in told()
    with desk.workspace.begin() as session:
        known = planning.class_facts(session, planned.class_id)
        facts = replace(known, targets=("党员",), staff="张平", budget="县财政", electives=2)
        who = {"by": desk.actor, "at": now}
        planning.change_class(session, class_id=planned.class_id, facts=facts, **who)
    page.refresh()
    assert (
        told() | {"对象": "党员", "工作人员": "张平", "经费": "县财政", "每人选修": "2 门"}
        == told()
    )
