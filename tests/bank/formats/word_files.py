"""Word documents built as XML, part by part."""

import io
import zipfile
from pathlib import Path

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import read
from dongan_training.progress import Silent

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
BLANK = "任期是（ ）。"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties: str = "") -> str:
    body = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{body}</w:p>"


def numbered(text: str, identity: int, level: int = 0) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'
    return par(text, properties=numbers)


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    body = "".join(f"<w:tr>{''.join(cell(par(text)) for text in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{body}</w:tbl>"


def saved(folder: Path, *body: str, **parts: str | bytes) -> Path:
    document = f"<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", document)
        for name, content in parts.items():
            out.writestr(name.replace("__", "/").replace("_xml_rels", ".xml.rels"), content)
    path = folder / "题库.docx"
    path.write_bytes(packed.getvalue())
    return path


def reading(folder: Path, *body: str, **parts: str | bytes) -> Reading:
    return read(saved(folder, *body, **parts), Silent())


def level(number: int, kind: str, pattern: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, lists: int = 1, restart: bool = False) -> str:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{one}"><w:abstractNumId w:val="0"/>{override if restart else ""}</w:num>'
        for one in range(1, lists + 1)
    )
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'
