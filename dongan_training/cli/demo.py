"""``demo``: the main job on the sample data, start to end, in an empty folder."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.demo.loop import Demo
from dongan_training.demo.story import read_story
from dongan_training.errors import UserError
from dongan_training.progress import Silent
from dongan_training.texts import N_, _
from dongan_training.workspace import Workspace

app = typer.Typer(help=_("用示例数据从头到尾做一遍：名册、题库、胸牌、签到、考试、证书、台账。"))


@dataclass(eq=False)
class DemoFolderNotEmpty(UserError):
    folder: Path
    message = N_("“{folder}”已经存在，而且不是空文件夹，演示没有开始。")
    advice = N_("原有文件没有改动。请用 --out 指定一个空文件夹。")


@app.callback(invoke_without_command=True)
def demo(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help=_("放到哪个空文件夹。"))] = None,
    as_json: Json = False,
) -> None:
    """Run the story, print each step when it is done, and say how to open its data."""
    face = Face.of(context)
    folder = out or Path(f"demo-{clock.local(clock.now()):%Y%m%d-%H%M%S}")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise DemoFolderNotEmpty(folder)
    started, steps = clock.elapsed(), []
    workspace = Workspace.open(folder / _("数据"))
    try:
        for step in Demo(workspace, read_story(), Silent(), papers=folder).run():
            steps.append(step)
            if not as_json:
                told = _("{seconds:.1f} 秒").format(seconds=step.seconds)
                print(f"√ {step.title}　{step.result}　{told}", flush=True)
    finally:
        workspace.close()
    seconds = clock.elapsed() - started
    value = {"folder": folder, "data": workspace.folder, "steps": steps, "seconds": seconds}
    face.show(value, _ending(folder, workspace.folder, seconds), as_json=as_json)


def _ending(folder: Path, data: Path, seconds: float) -> list[str]:
    program = Path(sys.argv[0]).name or "main.py"
    start = program if getattr(sys, "frozen", False) else f"python {program}"
    return [
        "",
        _("完成，用时 {seconds:.1f} 秒。文件在“{folder}”。").format(
            seconds=seconds, folder=folder.resolve()
        ),
        _("打开这份数据的窗口：{start} --data {data}").format(
            start=start, data=f'"{data.resolve()}"'
        ),
    ]
