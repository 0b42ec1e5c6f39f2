"""``certificates``: issue, list, revoke and verify."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.certificates import code, issuing, verifying
from dongan_training.certificates.standing import certificate_rows
from dongan_training.certificates.verifying import Verification
from dongan_training.cli import certificate_keys
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.named import ClassText
from dongan_training.errors import UserError
from dongan_training.texts import N_, _, clauses
from dongan_training.training.finding import find_class

app = typer.Typer(no_args_is_help=True, help=_("证书：签发、查看、撤销和核验。"))
app.add_typer(certificate_keys.app, name="keys")
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".pdf")
DesignText = Annotated[
    str, typer.Option("--design", help=_("版式的名称；不写用这个班的，班里没选用设置里的。"))
]
AcceptFlaws = Annotated[
    bool, typer.Option("--accept-flaws", help=_("有放不下的文字等毛病也照样签发。"))
]


@dataclass(eq=False)
class IssuedUnprinted(UserError):
    """The certificates exist; only the file could not be written."""

    reason: str
    message = N_("证书已经签发，但没有写成文件：{reason}")
    advice = N_(
        "证书和编号都已保存。请腾出空间或另选位置，再用 certificates issue 写出，编号不变。"
    )


@app.command(
    "issue", help=_("给符合条件的学员签发证书，并写成可打印的 PDF；后缀为 .zip 时每人一个文件。")
)
def issue(
    context: typer.Context,
    training_class: ClassText,
    output: Output,
    design: DesignText = "",
    accept_flaws: AcceptFlaws = False,
    as_json: Json = False,
) -> None:
    """Issue to the entitled, and write all valid certificates of the class."""
    from dongan_training.certificates.papers import (  # brings ReportLab
        certificate_design,
        flaws_of,
        require_fitting,
        write_certificates,
        write_separate_certificates,
    )
    from dongan_training.printing.designs.checking import told_flaws

    face = Face.of(context)
    write = write_separate_certificates if output.suffix.lower() == ".zip" else write_certificates
    with face.workspace() as workspace:
        by = face.actor(workspace)
        with workspace.begin() as session:
            class_id = find_class(session, training_class)
            chosen = certificate_design(session, class_id, design)
            issued = issuing.issue_certificates(session, class_id=class_id, by=by, at=clock.now())
            if not accept_flaws:
                require_fitting(issued, chosen)
        new = sum(one.is_new for one in issued)
        with face.progress(_("正在排印证书…")) as progress, _still_issued(new):
            write(issued, output, chosen, progress)
    flaws = flaws_of(issued, chosen)
    lines = [_("新签发 {new} 份，共写出 {all} 份。").format(new=new, all=len(issued))]
    lines += [told_flaws(flaws)] if flaws else []
    value = {"file": output, "issued": new, "certificates": issued, "flaws": flaws}
    face.show(value, lines, as_json=as_json)


@app.command("list", help=_("列出一个班每个人的发证条件和证书编号。"))
def list_class(context: typer.Context, training_class: ClassText, as_json: Json = False) -> None:
    """Print who is entitled and what the others lack."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = certificate_rows(
            session, class_id=find_class(session, training_class), at=clock.now()
        )
    lines = [f"{row.name}　{row.number or clauses(row.lacks) or _('可以发证')}" for row in rows]
    face.show(rows, lines, as_json=as_json)


@app.command("design", help=_("看一个班的证书用哪个版式，或者给这个班另选一个。"))
def design_of(
    context: typer.Context,
    training_class: ClassText,
    design: Annotated[
        str, typer.Argument(metavar="[DESIGN]", help=_("版式的名称或编号；不写只看。"))
    ] = "",
    clear: Annotated[bool, typer.Option("--clear", help=_("不再另选，按设置里的。"))] = False,
    as_json: Json = False,
) -> None:
    """Show or choose the design of a class's certificates."""
    from dongan_training.certificates.papers import certificate_design  # brings ReportLab
    from dongan_training.designs import of_class

    face = Face.of(context)
    with face.writing() as (session, by):
        class_id, at = find_class(session, training_class), clock.now()
        if design:
            of_class.choose_design_of_class(session, class_id=class_id, design=design, by=by, at=at)
        elif clear:
            of_class.clear_design_of_class(session, class_id=class_id, by=by, at=at)
        own = of_class.design_of_class(session, class_id)
        name = certificate_design(session, class_id).name
    told = _("证书用“{name}”，这个班自己选的。") if own else _("证书用“{name}”，按设置。")
    value = {"class": class_id, "design": name, "own": bool(own)}
    face.show(value, [told.format(name=name)], as_json=as_json)


@app.command("register", help=_("印制证书发放登记表，领取人在上面签名。"))
def register(
    context: typer.Context, training_class: ClassText, output: Output, as_json: Json = False
) -> None:
    """Write the register of a class as a PDF."""
    from dongan_training.certificates.register_sheet import write_register  # brings ReportLab

    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        pages = write_register(session, find_class(session, training_class), output)
    lines = [_("已写入“{file}”，共 {pages} 页。").format(file=output, pages=pages)]
    face.show({"file": output, "pages": pages}, lines, as_json=as_json)


@app.command("revoke", help=_("撤销一份证书；编号不再使用。"))
def revoke(
    context: typer.Context,
    certificate: Annotated[str, typer.Argument(help=_("证书编号或 id。"))],
    reason: Annotated[str, typer.Option("--reason", help=_("撤销原因，会写入操作日志。"))],
    as_json: Json = False,
) -> None:
    """Make one certificate void."""
    face = Face.of(context)
    with face.writing() as (session, by):
        found = issuing.find_certificate(session, certificate)
        issuing.revoke_certificate(
            session, certificate_id=found, reason=reason, by=by, at=clock.now()
        )
    face.show({"certificate": found, "reason": reason}, [_("已撤销。")], as_json=as_json)


@app.command("reissue", help=_("给证书已撤销的人重新签发一份，用新的编号。"))
def reissue(
    context: typer.Context,
    certificate: Annotated[str, typer.Argument(help=_("已撤销的证书的编号或 id。"))],
    output: Output,
    design: DesignText = "",
    accept_flaws: AcceptFlaws = False,
    as_json: Json = False,
) -> None:
    """Issue anew to the holder of a revoked certificate."""
    from dongan_training.certificates.papers import (  # brings ReportLab
        certificate_design,
        require_fitting,
        write_certificates,
    )

    face = Face.of(context)
    with face.writing() as (session, by):
        holder, class_id = issuing.holder_of(session, certificate)
        chosen = certificate_design(session, class_id, design)
        issued = issuing.reissue_certificate(session, enrolment_id=holder, by=by, at=clock.now())
        if not accept_flaws:
            require_fitting([issued], chosen)
    with _still_issued(1):
        write_certificates([issued], output, chosen)
    lines = [_("已重新签发，新编号“{number}”。").format(number=issued.facts.number)]
    face.show({"file": output, "certificate": issued}, lines, as_json=as_json)


@app.command("reprint", help=_("再印一份有效的证书，编号不变；纸上注明补印。"))
def reprint(
    context: typer.Context,
    certificate: Annotated[str, typer.Argument(help=_("证书编号或 id。"))],
    reason: Annotated[str, typer.Option("--reason", help=_("补印原因，会写入操作日志。"))],
    output: Output,
    design: DesignText = "",
    as_json: Json = False,
) -> None:
    """Print one certificate once more, marked as a reprint."""
    from dongan_training.certificates.papers import (  # brings ReportLab
        certificate_design,
        write_certificates,
    )

    face = Face.of(context)
    with face.writing() as (session, by):
        found = issuing.find_certificate(session, certificate)
        again = issuing.reprint_certificate(
            session, certificate_id=found, reason=reason, by=by, at=clock.now()
        )
        _holder, class_id = issuing.holder_of(session, found)
        write_certificates([again], output, certificate_design(session, class_id, design))
    lines = [_("已补印“{number}”。").format(number=again.facts.number)]
    face.show({"file": output, "certificate": again}, lines, as_json=as_json)


@app.command("verify", help=_("核验证书：二维码图片、二维码文字或证书编号。"))
def verify(
    context: typer.Context,
    certificate: Annotated[str, typer.Argument(metavar="IMAGE|TEXT")],
    as_json: Json = False,
) -> None:
    """Say of each code found whether it is valid; exit 1 where none is a certificate."""
    face = Face.of(context)
    texts = _codes(certificate)
    with face.workspace() as workspace, workspace.read() as session:
        found = [verifying.verify_certificate(session, text=text) for text in texts]
    lines = [line for one in found for line in _told(one)]
    face.show(found, lines, as_json=as_json)


@contextmanager
def _still_issued(count: int) -> Iterator[None]:
    """Say with a failure to print that what was issued before it stays issued.

    Printed first and issued afterwards, a sheet could carry a number nobody ever gave.
    """
    try:
        yield
    except UserError as error:
        if not count:
            raise
        raise IssuedUnprinted(error.told()) from error


def _codes(certificate: str) -> list[str]:
    path = Path(certificate)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # a code is too long for a file's name
        is_file = False
    if not is_file and path.suffix.lower() not in PICTURES:
        return [certificate]
    from dongan_training.attendance.scanning import read_codes  # brings Pillow and zxing

    found = [one.text for one in read_codes(path)]
    if not found:
        raise code.NotACertificate
    return found


def _told(one: Verification) -> list[str]:
    facts = one.facts
    return [
        verifying.verdict_words(one),
        _("{number}　{name}　{class_title}").format(
            number=facts.number, name=facts.name, class_title=facts.class_title
        ),
    ]
