"""From located pieces of any document to drafts, by evidence: the same for Word, text and pasting.

``pieces`` is what container readers hand over, ``machine`` groups them into blocks, ``settling``
makes one draft or one problem of each block. Spreadsheets and JSON come in by ``raw.Raw``.
"""
