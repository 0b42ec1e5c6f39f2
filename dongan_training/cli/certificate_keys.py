"""``certificates keys``: whose certificates verify here, and the key we sign with."""

from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.certificates import trust
from dongan_training.certificates.keys import rotate_signing_key
from dongan_training.cli.face import Face, Json, Output
from dongan_training.saving import save_whole
from dongan_training.texts import _

app = typer.Typer(no_args_is_help=True, help=_("核验：签发密钥和外单位的核验文件。"))


@app.command("list", help=_("列出能核验哪些单位签发的证书。"))
def list_keys(context: typer.Context, as_json: Json = False) -> None:
    """Print every key with its fingerprint, to be compared by telephone."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.begin() as session:
        trust.register_own_key(session, at=clock.now())
        rows = trust.issuers(session)
    lines = [f"{row.id}　{row.fingerprint}　{row.name}" for row in rows]
    face.show(rows, lines, as_json=as_json)


@app.command("export", help=_("写出核验文件：别处导入后，不联网就能核验本机签发的证书。"))
def export(context: typer.Context, output: Output, as_json: Json = False) -> None:
    """Write our public keys and revoked numbers, signed."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.begin() as session:
        content = trust.write_verification_file(session, at=clock.now())
    save_whole(output, content)
    found = trust.read_verification_file(output)
    lines = [_("已写出，指纹 {fingerprint}。").format(fingerprint=found.fingerprint)]
    told = {"file": output, "fingerprint": found.fingerprint, "revoked": len(found.revoked)}
    face.show(told, lines, as_json=as_json)


@app.command("import", help=_("导入外单位的核验文件；第一次须核对指纹。"))
def take_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    fingerprint: Annotated[
        str, typer.Option("--fingerprint", help=_("已向对方核对过的指纹。"))
    ] = "",
    as_json: Json = False,
) -> None:
    """Trust another office's keys and remember its revoked numbers."""
    face = Face.of(context)
    found = trust.read_verification_file(file)
    with face.writing() as (session, by):
        taken = trust.take_in(session, file=found, confirmed=fingerprint, by=by, at=clock.now())
    lines = [
        _("已导入“{name}”的核验文件：新密钥 {keys} 把，新撤销编号 {revoked} 个。").format(
            name=taken.name, keys=taken.new_keys, revoked=taken.new_revocations
        )
    ]
    face.show(taken, lines, as_json=as_json)


@app.command("rotate", help=_("换一把新的签发密钥；以前签发的证书照样有效。"))
def rotate(context: typer.Context, as_json: Json = False) -> None:
    """Sign with a new key from now on."""
    face = Face.of(context)
    with face.workspace() as workspace:
        key = rotate_signing_key(workspace, by=face.actor(workspace), at=clock.now())
    lines = [_("已换用新密钥 {key}。请重新导出核验文件，交给使用它的单位。").format(key=key)]
    face.show({"key": key}, lines, as_json=as_json)
