"""Pictures of the designs and of the designer."""

from functools import partial

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.designs.keeping import copy_of, designs, keep_design
from dongan_training.designs.shipped import shipped_designs
from ui.kit import Desk
from ui.kit.screen import Screen, in_window


def _designer(desk: Desk, name: str, chosen: int) -> QWidget:
    with desk.workspace.begin() as session:
        own = [one.key for one in designs(session) if not one.is_shipped]
        design = copy_of(session, shipped_designs()[name])
        by, at = desk.actor, clock.now()
        key = keep_design(session, design=design, key=None, by=by, at=at)
    assert key not in own
    window = in_window(desk, "design", design_key=key)
    window.page.canvas.pick(chosen)
    window.page.draw()
    return window


SCREENS = (
    Screen("designs", partial(in_window, key="designs")),
    Screen("designer-certificate", partial(_designer, name="certificate-formal", chosen=7)),
    Screen("designer-badge", partial(_designer, name="badge-95x67", chosen=-1)),
)
