"""``doctor``: is everything this program needs in order?"""

import typer

from dongan_training import __version__
from dongan_training.cli.face import Face, Json
from dongan_training.reports import health
from dongan_training.texts import _

app = typer.Typer(help=_("检查数据、操作日志、字体和磁盘是否正常。"))


@app.callback(invoke_without_command=True)
def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Print what ``reports.health`` finds."""
    face = Face.of(context)
    with face.workspace() as workspace:
        findings = health.examine(workspace)
    lines = [
        ("√ " if finding.good else "× ") + f"{finding.title}：{finding.words}"
        for finding in findings
    ]
    healthy = all(one.good for one in findings)
    face.show(
        {"version": __version__, "healthy": healthy, "findings": findings},
        [*lines, _("东安培训 {version}").format(version=__version__)],
        as_json=as_json,
    )
