"""From located pieces of any document to drafts, by evidence: the same for Word, text and pasting.

Text: ``pieces`` become ``lines``. ``recogniser.HABITS`` writes what a file marks in its own way
in the plain one. ``machine`` hands each line to the reader that knows its kind: ``key_lines``,
``head_lines``, ``passage_lines``, ``part_lines`` (whatever bears a mark), ``bare_lines``; they
gather ``blocks`` on a ``paper``. ``keyarea`` gives keys that stand apart to their questions.

Tables: ``tables`` finds the heads and what their ``columns`` mean; ``layouts`` and ``option_rows``
bring other arrangements into a row for each question, ``evidence`` and ``headless`` tell from the
cells what no head says. ``rows`` makes a ``raw.Raw`` of each, as the readers of records do, and
``agreement`` says what only all of them together tell.

Either way ``settling`` makes one draft or one problem of each question (``tidying``,
``lifting``, ``key_texts``, ``blanks`` and ``marking`` take its parts apart), and ``doubts``
tells what is unlike the neighbours.
"""
