"""Control words of RTF (specification 1.9.1) that the reader knows, and the code pages of fonts."""

# What is no text of the document, or repeats what stands elsewhere.
SKIPPED = frozenset(
    (
        *("stylesheet", "info", "header", "headerl", "headerr"),
        *("headerf", "footer", "footerl", "footerr", "footerf"),
        *("nonshppict", "nonesttables", "shprslt", "xe", "tc"),
        *("rxe", "bkmkstart", "bkmkend", "fldinst", "objdata"),
        *("datafield", "mmathPict", "themedata", "colorschememapping", "latentstyles"),
        *("rsidtbl", "generator", "listtable", "listoverridetable", "revtbl"),
        *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc"),
        *("aftncn", "filetbl", "picprop"),
    )
)
KEPT = {"fonttbl": "fonts", "colortbl": "colours", "pict": "picture"}
BOXES = ("shptxt", "dptxbxtext")
ASIDES = {"footnote": "footnotes", "annotation": "comments"}
SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
}
PARAGRAPHS = frozenset(("par", "page", "sect", "nestcell"))
SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
UNDERLINES = frozenset(
    (
        *("ul", "ulnone", "uld", "ulw", "uldb"),
        *("ulth", "ulwave", "uldash", "uldashd", "uldashdd"),
        *("ulhwave", "ululdbwave", "ulthd", "ulldash"),
    )
)
BACKGROUNDS = ("highlight", "cb", "chcbpat")
COLOURS = ("red", "green", "blue")
SWITCHES = {"deleted": "deleted", "v": "hidden", "intbl": "in_table"}
RAISED = {"super": "superscript", "sub": "subscript", "nosupersub": ""}
PAGES = {  # of character sets, where they are not that of the file
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    204: "cp1251",
    238: "cp1250",
}
LATIN = "cp1252"
