"""What every command shares: the data folder, who acts, JSON, progress and failures."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.accounts.actor import Actor
from dongan_training.cli.arguments import Globals
from dongan_training.progress import Progress, Silent
from dongan_training.texts import _
from dongan_training.workspace import Workspace

Json = Annotated[bool, typer.Option("--json", help=_("只输出 JSON（UTF-8），供脚本使用。"))]
Output = Annotated[Path, typer.Option("-o", "--output", help=_("写到哪个文件。"))]


class Face:
    """The command line's side of the product; commands get it by ``Face.of(context)``."""

    def __init__(self, options: Globals):
        self.options = options

    @staticmethod
    def of(context: typer.Context) -> "Face":
        """Give the face that ``cli.run`` put on the context."""
        face: Face = context.obj
        return face

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the data folder for one command, and close it in any case."""
        workspace = Workspace.open(self.options.data)
        try:
            yield workspace
        finally:
            workspace.close()

    def actor(self, workspace: Workspace) -> Actor:
        """Who acts: the trainer named in the settings, at this device."""
        with workspace.read() as session:
            return Actor(settings.load(session).trainer or _("命令行"), workspace.device)

    @contextmanager
    def writing(self) -> Iterator[tuple[Session, Actor]]:
        """Open one write transaction of its own, and say who acts in it."""
        with self.workspace() as workspace:
            by = self.actor(workspace)
            with workspace.begin() as session:
                yield session, by

    @contextmanager
    def progress(self, title: str) -> Iterator[Progress]:
        """A progress bar on a terminal, none in a pipe."""
        if not sys.stderr.isatty():
            yield Silent()
            return
        from rich.console import Console
        from rich.progress import Progress as Bar

        with Bar(console=Console(stderr=True), transient=True) as bar:
            yield _Shown(bar, title)

    def show(self, value: Any, lines: Iterable[str], *, as_json: bool) -> None:
        """Print ``value`` as JSON, or the ``lines`` for a person."""
        if as_json:
            print(json.dumps(plain(value), ensure_ascii=False, indent=2))
        else:
            for line in lines:
                print(line)


def written(*files: Path | None) -> list[str]:
    """Tell a person which of the files asked for lie there now."""
    return [_("已写入“{file}”。").format(file=one) for one in files if one is not None]


class _Shown:
    def __init__(self, bar: Any, title: str):
        self._bar = bar
        self._title = title
        self._task = bar.add_task(title)

    def step(self, done: int, total: int, text: str = "") -> None:
        self._bar.update(self._task, completed=done, total=total, description=text or self._title)


def plain(value: Any) -> Any:
    """Turn dataclasses, moments, paths and tuples into what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return value
