"""The left half of the door desk: camera, buttons, and the field a scanner gun types into."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from dongan_training.texts import _
from ui.attendance.camera_view import CameraView
from ui.attendance.gun import Gun
from ui.attendance.scan_field import ScanField
from ui.kit import Button, Words, flow
from ui.memory import window_memory

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCameraDevice

    from ui.attendance.camera import Camera

REMEMBERED, MIRRORED = "door/camera", "door/mirrored"
OFF = "off"
WIDTH, NARROW = 520, 236


class EyePanel(QWidget):
    """Whatever reads a badge here ends in ``scanned`` (gun) or ``seen`` (camera)."""

    scanned = Signal(str)
    seen = Signal(str)
    by_name_asked = Signal()
    turned = Signal(bool)  # True: people leave

    def __init__(self) -> None:
        super().__init__()
        self.camera: Camera | None = None
        self.view = CameraView()
        self.field = ScanField()
        self.field.scanned.connect(self.scanned)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.menu.aboutToHide.connect(self.field.take_keyboard)
        self.gun = Gun(self.menu)
        self.gun.scanned.connect(self._on_gun)
        self.choose = self._button(_("摄像头"), "F2")
        self.choose.setProperty("menu", True)
        self.choose.setMenu(self.menu)
        self.by_name = self._button(_("手工签到"), "F3")
        self.by_name.clicked.connect(self.by_name_asked)
        self.way_out = self._button(_("签退"), "F4")
        self.way_out.setCheckable(True)
        self.way_out.toggled.connect(self.turned)
        self.hint = Words("", "small").wrapped()
        self.view.set_mirrored(self._is_mirrored())
        self._lay_out()

    def start(self) -> None:
        """Switch on the camera that was used last, else the first one there is."""
        if self.camera or not self.isVisible():  # on already, or the desk is closed again
            return
        wanted = window_memory().value(REMEMBERED, "")
        devices = self._devices()
        if wanted == OFF:
            self.switch_off()
        elif devices:
            known = [one for one in devices if _name_of(one) == wanted]
            self._look_through((known or devices)[0])
        else:
            self.view.tell(_("没有找到摄像头\n请用扫码枪或手工签到"))

    def name_by_hand(self, text: str) -> None:
        """Rename the button for those without a badge; Qt forgets its key when it is renamed."""
        key = self.by_name.shortcut()
        self.by_name.setText(text)
        self.by_name.setShortcut(key)

    def set_narrow(self, narrow: bool) -> None:
        """On a small or strongly enlarged screen the camera gives way to the answer."""
        self.setFixedWidth(NARROW if narrow else WIDTH)
        whole = _("扫码枪可直接使用。F2 摄像头，F3 按姓名，F4 签到或签退")
        self.hint.setText(_("F2 摄像头　F3 姓名　F4 进出") if narrow else whole)
        for button in (self.choose, self.by_name, self.way_out):
            button.large(not narrow)
        self._body.setSpacing(8 if narrow else 16)
        self._body.setContentsMargins(*(14, 14, 14, 10) if narrow else (28, 28, 28, 24))

    def close_eye(self) -> None:
        """Switch everything off; the desk is being left."""
        if self.camera:
            self.camera.close()
            self.camera = None

    def switch_off(self) -> None:
        """Work without a camera from now on."""
        if self.camera:
            self.camera.stop()
        window_memory().setValue(REMEMBERED, OFF)
        self.view.tell(_("摄像头已关闭"))

    def attach(self) -> "Camera":
        """Make the camera's parts ready, once; raises ImportError where Qt lacks them."""
        if self.camera is None:
            from ui.attendance.camera import Camera  # Qt's multimedia takes 0.1 s to load

            self.camera = Camera(self)
            self.camera.seen.connect(self._show_frame)
            self.camera.found.connect(self.seen)
            self.camera.failed.connect(self._tell_failure)
            self.camera.darkened.connect(self._tell_darkness)
        return self.camera

    def _devices(self) -> "list[QCameraDevice]":
        try:
            return self.attach().available()
        except ImportError:  # a system without the sound or video libraries Qt asks for
            return []

    def _look_through(self, device: "QCameraDevice") -> None:
        window_memory().setValue(REMEMBERED, _name_of(device))
        self.view.tell(_("正在打开摄像头…"))
        self.attach().start(device)

    def _show_frame(self, image: QImage) -> None:
        self.view.show_image(image)

    def _tell_failure(self, words: str) -> None:
        told = _("摄像头打不开（{reason}）\n请检查是否被别的程序占用，或改用扫码枪")
        self.view.tell(told.format(reason=words))

    def _tell_darkness(self, is_dark: bool) -> None:
        told = _("画面太暗，读不出二维码。请开灯，或用手电照亮胸牌。")
        self.view.warn(told if is_dark else "")

    def _is_mirrored(self) -> bool:
        return window_memory().value(MIRRORED, True, bool)

    def _mirror(self, mirrored: bool) -> None:
        window_memory().setValue(MIRRORED, mirrored)
        self.view.set_mirrored(mirrored)

    def _fill_menu(self) -> None:
        self.menu.clear()
        for device in self._devices():
            self.menu.addAction(device.description(), partial(self._look_through, device))
        if self.menu.isEmpty():
            self.menu.addAction(_("没有找到摄像头")).setEnabled(False)
        self.menu.addSeparator()
        mirror = self.menu.addAction(_("像镜子一样显示"))
        mirror.setCheckable(True)
        mirror.setChecked(self._is_mirrored())
        mirror.toggled.connect(self._mirror)
        self.menu.addAction(_("关闭摄像头"), self.switch_off)

    def _on_gun(self, code: str) -> None:
        self.menu.close()
        self.scanned.emit(code)

    def _button(self, text: str, shortcut: str) -> Button:
        button = Button(text, shortcut=shortcut)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _lay_out(self) -> None:
        body = self._body = QVBoxLayout(self)
        body.addWidget(self.view, 10)
        body.addWidget(flow(self.choose, self.by_name, self.way_out, spacing=10))
        body.addWidget(self.hint)
        body.addWidget(self.field)
        body.addStretch(1)
        self.set_narrow(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.field.take_keyboard()
        return super().event(event)


def _name_of(device: "QCameraDevice") -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")
