"""``backup``: the whole data folder as one file."""

from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.accounts.backups import back_up
from dongan_training.accounts.backups import restore as restore_folder
from dongan_training.cli.face import Face, Json
from dongan_training.storage import archive
from dongan_training.texts import _

app = typer.Typer(no_args_is_help=True, help=_("备份、核对和恢复整个数据文件夹。"))
BackupFile = Annotated[Path, typer.Argument(help=_("备份文件，例如 U 盘上的 dongan.backup。"))]


@app.command(help=_("把全部数据备份成一个文件。"))
def create(context: typer.Context, file: BackupFile, as_json: Json = False) -> None:
    """Write the whole data folder into one file."""
    face = Face.of(context)
    with face.workspace() as workspace:
        by = face.actor(workspace)
        manifest = back_up(workspace, file, by=by, at=clock.now())
    lines = [_("已备份到“{file}”。请妥善保管：它含有全部数据和密钥。").format(file=file)]
    face.show({"file": file, "manifest": manifest}, lines, as_json=as_json)


@app.command(help=_("核对一个备份文件是否完整可用，不改动任何数据。"))
def check(context: typer.Context, file: BackupFile, as_json: Json = False) -> None:
    """Read a backup and compare it with its manifest."""
    manifest = archive.check_backup(file)
    lines = [_("备份完好，制作时间 {made_at}。").format(made_at=manifest.made_at)]
    Face.of(context).show({"file": file, "manifest": manifest}, lines, as_json=as_json)


@app.command(help=_("把备份恢复到 --data 指定的空文件夹。"))
def restore(context: typer.Context, file: BackupFile, as_json: Json = False) -> None:
    """Put a backup into the empty folder named by ``--data``."""
    face = Face.of(context)
    manifest = restore_folder(file, face.options.data)
    with face.workspace() as workspace:
        folder = workspace.folder
    lines = [_("已恢复到“{folder}”。").format(folder=folder)]
    face.show({"folder": folder, "manifest": manifest}, lines, as_json=as_json)
