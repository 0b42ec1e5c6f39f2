"""Lines of a key area: lists of keys, entries with explanations, and where the area ends."""

import re
from dataclasses import replace

from dongan_training.bank.recognising import glue, keyarea, numbering, options
from dongan_training.bank.recognising.blocks import Section
from dongan_training.bank.recognising.heads import Head, Role, read_head
from dongan_training.bank.recognising.keyarea import Entry, KeySection
from dongan_training.bank.recognising.keys import (
    LIST_HEAD,
    WRITTEN,
    Listed,
    is_bare_key,
    letters_of,
    listed_keys,
    numbered_texts,
)
from dongan_training.bank.recognising.lexicon import DECLARES, RULE_LINE, TAG
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numerals import Numbered
from dongan_training.bank.recognising.paper import Paper
from dongan_training.bank.recognising.passages import START, inner_parts
from dongan_training.bank.recognising.raw import Declared

DECIMAL = re.compile(r"(\d{1,4})[.:](?=\d)")
LATER = 20  # lines in which the number may still come, before an answer that holds a decimal


class KeyLines:
    """Takes lines while the key area is open."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def take(self, line: Line) -> bool:
        """Take a line of the key area; False where the area has ended."""
        folded = line.folded
        named = self._answers_of_a_section(line)
        head = None if named else read_head(line.text, folded, line.typed)
        if head is not None:
            return self._head_in_area(head, line)
        section = self.paper.area.sections[-1] if self.paper.area.sections else None
        if section and not section.entries and is_bare_key(folded):
            section.ordered.append(Entry(0, line.number, [line.printed], [line.text]))
            return True
        listed = listed_keys(folded)
        if named:
            self.paper.area.take_list(named, line.number)
            return True
        number = line.opens.number or self._before_digit(line)
        rest = folded[number.end :] if number else folded
        if section and section.groups and number and number.style in numbering.SUBORDINATE:
            return self._passage_answers(line, section, number)
        if listed is not None and not self._options_here(rest if len(listed.entries) < 2 else ""):
            self.paper.area.take_list(listed, line.number)
            return True
        if number is not None and (self._question_here(rest) or self._as_questions(number)):
            return self._leave_area()
        if section and self._by_passages(section, folded):
            return self._passage_answers(line, section, number)
        entry = self.paper.area.last_entry()
        if number is not None and self._next_entry(number, entry):
            fresh = Entry(number.value, line.number, [line.printed], style=number.style)
            fresh.add(line.text[number.end :])
            if entry is not None and number.value == 1:
                self.paper.area.go_on(line.number)
            self.paper.area.sections[-1].entries.append(fresh)
            return True
        return self._continue_entry(line, entry)

    def _answers_of_a_section(self, line: Line) -> Listed | None:
        """``四、填空题：1、四  2、2018``; what asks is the next part with its first question."""
        named = numbered_texts(line.text) or self._only_answer(line)
        return None if named and self._question_here(line.folded) else named

    def _only_answer(self, line: Line) -> Listed | None:
        """``五、简答题：立即……`` without a number, where one question of that type waits."""
        head = LIST_HEAD.match(line.folded)
        rest = line.text[head.end() :] if head else ""
        if head is None or head["type"] not in WRITTEN or line.folded[head.end() - 1] != ":":
            return None
        declared = DECLARES[head["type"]]
        asked = [one for one in self.paper.sections if one.declared is declared]
        waiting = [block for one in asked for block in one.blocks if not block.has_key()]
        if not rest or len(waiting) != 1:
            return None
        ordinal = head["ordinal"] or head["boxed"] or ""
        return Listed(ordinal, head["type"], ((waiting[0].value or 0, rest, line.text),))

    def _before_digit(self, line: Line) -> Numbered | None:
        """``2.119、120``: the number that comes next, before an answer that begins with a digit."""
        entry, found = self.paper.area.last_entry(), DECIMAL.match(line.folded)
        if found is None or (entry and entry.style not in ("", "plain.")):
            return None
        value = int(found[1])
        waiting = {block.value for block in self.paper.unkeyed()}
        if value != entry.number + 1 if entry else value not in waiting:
            return None
        later = [one.opens.number for one in self.paper.ahead.following(LATER)]
        clear = next((one.value for one in later if one and one.value in (value, 1)), 0) == value
        return None if clear else Numbered(value, found[1], "plain.", found.end())

    def _by_passages(self, section: KeySection, folded: str) -> bool:
        """Whether the answers stand in the order of the passages, not of the questions."""
        if section.declared is Declared.PASSAGE or section.groups:
            return True
        asked = any(block.passage for one in self.paper.sections for block in one.blocks)
        return asked and START.match(folded) is not None

    def _passage_answers(self, line: Line, section: KeySection, number: Numbered | None) -> bool:
        """``材料一`` and the answers ``（1）…`` ``（2）…`` below it."""
        start = START.match(line.folded)
        fresh = number is not None and number.style not in numbering.SUBORDINATE
        if RULE_LINE.match(line.folded):
            self.paper.heading(line)
            return True
        if start or (fresh and number and number.value == len(section.groups) + 1):
            section.groups.append([])
            rest = line.part(start.end() if start else number.end if number else 0, len(line.text))
            number = rest.opens.number
            if not rest.text:
                self.paper.heading(line)
                return True
            line = replace(rest, printed=line.printed)
        if not section.groups:
            section.groups.append([])
        group = section.groups[-1]
        if number is not None and number.style in numbering.SUBORDINATE:
            for value, said in inner_parts(line.text):
                group.append(Entry(value, line.number, [line.printed]))
                group[-1].add(said)
        elif start and (listed := listed_keys(line.folded)):
            group += [Entry(value, line.number, [], [said]) for value, said, _ in listed.entries]
        elif group:
            group[-1].source.append(line.printed)
            group[-1].add(line.text)
        else:
            group.append(Entry(0, line.number, [line.printed], [line.text]))
        return True

    def _head_in_area(self, head: Head, line: Line) -> bool:
        asked = any(section.blocks for section in self.paper.sections)
        following = self.paper.ahead.tail.strip() or self.paper.ahead.next_text()
        keys = listed_keys(following) is not None
        if head.role is Role.SECTION and not (
            keyarea.knows(head, self.paper.sections) if asked else keys
        ):
            self._leave_area()
            return False
        self.paper.heading(line)
        self.paper.area.begin(head, line.number)
        return True

    def _as_questions(self, number: Numbered) -> bool:
        """Whether a number is written as those of the questions are, and unlike the keys'."""
        entry = self.paper.area.last_entry()
        asked = {block.style for one in self.paper.sections for block in one.blocks}
        written = entry.style if entry else ""
        return bool(written) and asked == {number.style} and written != number.style

    def _question_here(self, rest: str) -> bool:
        """What asks, leaves a blank or bears a type is no key."""
        asks = TAG.search(rest) or glue.has_blank(rest) or rest[-1:] == "?"
        return bool(asks) or self._options_here(rest)

    def _options_here(self, rest: str) -> bool:
        following = self.paper.ahead.next()
        run = options.starts_run(rest) and not letters_of(rest)
        return run or bool(
            following and self.paper.ahead.next_letter() == "A" and not letters_of(following.folded)
        )

    def _next_entry(self, number: Numbered, entry: Entry | None) -> bool:
        """Answers may hold lists of their own: only the next number opens a new one."""
        if entry is None:
            return True
        if number.style in numbering.SUBORDINATE and number.style != entry.style:
            return False
        if number.value == entry.number + 1:
            return True
        return number.value == 1 and (entry.complete() or self._run_ends(entry, number))

    def _run_ends(self, entry: Entry, number: Numbered) -> bool:
        """Whether a text answer is the last of its run of questions, and others wait."""
        runs = [run for one in self.paper.sections for run in keyarea.runs_of(one) if run.blocks]
        if number.style != entry.style or len(self.paper.area.sections) >= len(runs):
            return False
        return runs[len(self.paper.area.sections) - 1].blocks[-1].value == entry.number

    def _continue_entry(self, line: Line, entry: Entry | None) -> bool:
        if RULE_LINE.match(line.folded):
            self.paper.heading(line)
        elif entry is None or (entry.complete() and not line.opens.field):
            self.paper.unplaced(line)
        else:
            entry.source.append(line.printed)
            entry.add(line.text)
        return True

    def _leave_area(self) -> bool:
        """More questions follow: the last head among the keys was theirs."""
        last = self.paper.area.sections[-1] if self.paper.area.sections else None
        adopted = last if last and not last.entries and last.head else None
        self.paper.close_paper()
        if adopted and adopted.head:
            self.paper.sections.append(Section(adopted.head, adopted.line, self.paper.chapter))
        return False
