"""Names of the elements and attributes of OpenDocument that the reader knows."""

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TAB_ = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
D = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

PARAGRAPHS = (f"{T}p", f"{T}h")
HEAD = f"{T}h"
LIST, ITEM = f"{T}list", f"{T}list-item"
LIST_STYLE, NUMBERED = f"{T}list-style", f"{T}list-level-style-number"
LEVEL, START_VALUE = f"{T}level", f"{T}start-value"
CONTINUED, CONTINUES = f"{T}continue-numbering", f"{T}continue-list"
STYLE_NAME, DISPLAYED = f"{T}style-name", f"{T}display-levels"
SPACES, SPACE_COUNT, TAB, LINE_BREAK = f"{T}s", f"{T}c", f"{T}tab", f"{T}line-break"
RUBY_TEXT = f"{T}ruby-text"
ASIDES = frozenset((f"{T}note", f"{OFFICE}annotation"))
# What was deleted is kept apart in ``tracked-changes``; indexes repeat what stands elsewhere.
GONE = frozenset(
    (f"{T}tracked-changes", f"{T}sequence-decls", f"{T}table-of-content", f"{OFFICE}forms")
)
TABLE, ROW = f"{TAB_}table", f"{TAB_}table-row"
ROWS_OF = frozenset((f"{TAB_}table-header-rows", f"{TAB_}table-rows", f"{TAB_}table-row-group"))
CELLS = (f"{TAB_}table-cell", f"{TAB_}covered-table-cell")
REPEATED = f"{TAB_}number-columns-repeated"
FRAME, IMAGE, TEXT_BOX = f"{D}frame", f"{D}image", f"{D}text-box"
DRAWN = frozenset((f"{D}custom-shape", f"{D}rect", f"{D}g", f"{D}caption"))
HREF = "{http://www.w3.org/1999/xlink}href"
STYLE, NAME, FAMILY = f"{S}style", f"{S}name", f"{S}family"
PARENT, TEXT_PROPERTIES = f"{S}parent-style-name", f"{S}text-properties"
NUMBER_FORMAT, PREFIX, SUFFIX = f"{S}num-format", f"{S}num-prefix", f"{S}num-suffix"
WEIGHT, COLOUR, BACKGROUND = f"{FO}font-weight", f"{FO}color", f"{FO}background-color"
UNDERLINE = f"{S}text-underline-style"
