"""The driver of the parse: follows the table token by token, and after a mistake goes on at the next member.

Every list between braces begins with an empty list in the grammar, so the height of the stack at which a member
begins is known: everything above it is the member that is being read. A mistake is reported, that member is dropped
(or kept, where it was complete before the mistake), and reading goes on at the next word that can begin a member, or
at the brace that closes the block.
"""

from dataclasses import dataclass
from typing import Any

from ..diagnostic import Diagnostic
from ..source import Source
from ..span import Span
from .building.parts import RefusedError
from .expectation import explain, nearest
from .lexer import BROKEN, END, Tokens, syntax_error
from .stack import Stack
from .table import Table
from .text import encode
from .token import Token

MAXIMUM_NESTING = 200
MAXIMUM_BROKEN = 20
"""How many tokens that mean nothing are looked past at the beginning of a line."""
LONGEST_INDENT = 1000
"""How far before a token its line is looked at."""
AMBIGUOUS = frozenset(("WHEN", "ARROW", "LABEL", "NOT"))
"""Words that begin a member or stand inside one."""
STEP_WORDS = frozenset(("BACKGROUND", "INTERACTIVE", "MULESOFT", "APPROVAL", "WORK", "STEP"))


@dataclass(slots=True)
class Block:
    """An open list: the height of the stack before a member, the indices of its brace and of its first word."""

    base: int
    brace: int
    word: int


class Driver:
    """One parse. `member_starts` are the indices of the tokens that begin a member."""

    def __init__(self, source: Source, table: Table, read: Tokens, entry: str) -> None:
        self.source = source
        self.table = table
        self.tokens = read.tokens
        self.read = read
        self.stack = Stack(table, entry)
        self.diagnostics: list[Diagnostic] = list(read.diagnostics)
        self.reported = {diagnostic.span.start for diagnostic in read.diagnostics}
        """Where the lexer has already said what is wrong."""
        self.member_starts: list[int] = []
        self.is_file = entry == "orchestration"
        if not self.is_file:
            self.stack.begin_list()
        self.blocks = [Block(len(self.stack.states), -1, 0)]
        self.word = 0
        self.nesting = 0
        self.silent = False
        opening = sum(token.type == "LBRACE" for token in self.tokens)
        closing = sum(token.type == "RBRACE" for token in self.tokens)
        self.surplus = opening - closing
        """Braces that are open for good, as far as counting tells; negative: closing braces too many."""

    def run(self) -> Any:
        """Read all tokens. The result is what the entry rule makes of them, or None."""
        tokens, stack = self.tokens, self.stack
        index = 0
        last = len(tokens) - 1
        while index < last:
            if self.surplus:
                after = self.mend(index)
                if after is not None:
                    index = after
                    continue
            token = tokens[index]
            if self.reported and token.start in self.reported:
                self.silent = True
            try:
                shifted = stack.feed(token)
            except RefusedError as refused:
                self.report(refused.span, refused.message, refused.advice)
                index = self.recover(index)
                continue
            if shifted:
                index = self.shifted(token, index)
                continue
            try:
                index = self.mistake(index)
            except RefusedError as refused:
                self.report(refused.span, refused.message, refused.advice)
                index = self.recover(index)
        return self.finish(last)

    def shifted(self, token: Token, index: int, brace: int | None = None) -> int:
        """Keep account of blocks, members and parentheses. The result is the index of the next token.

        `brace` is the token that stands for an opening brace which is not written.
        """
        type_ = token.type
        block = self.blocks[-1]
        if type_ == "LBRACE":
            self.stack.begin_list()
            self.blocks.append(Block(len(self.stack.states), index if brace is None else brace, self.word))
            self.silent = False
        elif type_ == "RBRACE":
            self.word = self.blocks.pop().word
            self.silent = False
        elif len(self.stack.states) == block.base + 1:
            self.silent = self.silent and type_ in AMBIGUOUS and not self.begins_line(index)
            if type_ == "COMPLETES":
                self.check_completes(index)
            self.member_starts.append(index)
            self.word = index
            self.nesting = 0
        elif type_ == "LPAR":
            self.nesting += 1
            if self.nesting > MAXIMUM_NESTING:
                self.report(
                    token.span, f"parentheses nest deeper than {MAXIMUM_NESTING} here", "split the condition"
                )
                return self.recover(index + 1)
        elif type_ == "RPAR":
            self.nesting -= 1
        return index + 1

    def report(self, span: Span, message: str, advice: str = "") -> None:
        """Tell the author. After a mistake nothing more is said of the same member."""
        if not self.silent:
            self.silent = True
            self.diagnostics.append(syntax_error(span, message, advice))

    def check_completes(self, index: int) -> None:
        """Refuse a stage's `completes` right after a step on the same line: it reads as if it were the step's."""
        step = self.tokens[self.member_starts[-1]]
        if step.type in STEP_WORDS and self.blocks[-1].word != self.word and not self.begins_line(index):
            self.report(
                self.tokens[index].span,
                "after a step on the same line, `completes` could be meant of the step or of the stage",
                "of the step: write it in the braces of the step; of the stage: write it on a line of its own",
            )

    # ------------------------------------------------------------ places

    def begins_line(self, index: int) -> bool:
        """Whether a token is the first on its line that means something."""
        for _ in range(MAXIMUM_BROKEN):
            gap = self.source.text[self.tokens[index - 1].end if index else 0 : self.tokens[index].start]
            if index == 0 or "\n" in gap or "\r" in gap:
                return True
            index -= 1
            if self.tokens[index].type != BROKEN:
                break
        return False

    def indent(self, index: int) -> int:
        """The indentation of the line that a token stands on."""
        start = self.tokens[index].start
        before = self.source.text[max(start - LONGEST_INDENT, 0) : start]
        line = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
        return 0 if len(line) == LONGEST_INDENT else len(line) - len(line.lstrip())

    # ------------------------------------------------------------ braces

    def mend(self, index: int) -> int | None:
        """Where braces do not match, let indentation tell which is missing or too many. None: nothing to do here."""
        token = self.tokens[index]
        if len(self.blocks) == 1:
            return None
        block = self.blocks[-1]
        closes = token.type == "RBRACE"
        if self.surplus < 0:
            is_last = len(self.blocks) == 2 and self.is_file and self.tokens[index + 1].type != END
            deeper = self.begins_line(index) and self.indent(index) > self.indent(block.word)
            if closes and (deeper or is_last):
                self.report(
                    token.span, "this `}` closes nothing", "delete it, or write the `{` that it closes"
                )
                self.surplus += 1
                return index + 1
            return None
        if token.type == "LBRACE" or not self.begins_line(index):
            return None
        indent, own = self.indent(index), self.indent(block.word)
        if indent < own or (indent == own and not closes):
            self.report_open(block)
            self.surplus -= 1
            self.close(index)
            return index
        return None

    def report_open(self, block: Block) -> None:
        """Say that a brace is never closed."""
        brace, word = self.tokens[block.brace], self.tokens[block.word]
        self.report(
            brace.span, "this `{` is never closed", f"write `}}` after the last part of the {word.text}"
        )

    def close(self, index: int) -> None:
        """Close the innermost block as if its brace stood before a token."""
        self.settle()
        place = self.tokens[index].start
        try:
            self.stack.feed(Token("RBRACE", "}", place, place))
        except RefusedError as refused:
            self.report(refused.span, refused.message, refused.advice)
            self.stack.truncate(self.blocks[-1].base)
            return
        self.word = self.blocks.pop().word

    # ------------------------------------------------------------ mistakes

    def mistake(self, index: int) -> int:
        """A token that cannot stand where it is: report it, mend what can be mended. The result is where to go on."""
        token = self.tokens[index]
        if token.type == BROKEN and len(self.stack.states) > 1:
            self.report(token.span, *self.read.broken[token.start])
            return index + 1
        if token.type == "RBRACE" and self.begins_line(index):
            self.silent = False
        expected = self.stack.acceptable()
        if self.is_file and len(self.blocks) == 1 and (END in expected or len(self.stack.states) == 1):
            return self.outside(index, expected)
        starters = self.starters()
        if not self.silent:
            inside = expected == {"LBRACE"} or len(self.blocks) == 1
            where = self.tokens[self.word if inside else self.blocks[-1].word].text
            mistake = explain(token, expected, starters, where, self.table)
            if mistake.quotes:
                mistake = mistake._replace(help=f"write {encode(self.rest_of_line(index))}")
            self.report(token.span, mistake.message, mistake.help)
        if token.type == "SEMICOLON":
            return index + 1
        mended = self.insert_missing(index, expected)
        if mended is None:
            mended = self.replace(index, expected, starters)
        return self.recover(index) if mended is None else mended

    def starters(self) -> frozenset[str]:
        """The terminals that can begin a member of the innermost block."""
        base = self.blocks[-1].base
        return frozenset(self.stack.members(base)) - {"RBRACE", "SEMICOLON"}

    def insert_missing(self, index: int, expected: set[str]) -> int | None:
        """Go on as if what is missing before a token had been written, where that is plain."""
        token, place = self.tokens[index], self.tokens[index].start
        accepts = self.stack.accepts
        only = next(iter(expected)) if len(expected) == 1 else ""
        if only == "LBRACE":
            if token.type == "COLON":
                self.surplus += 1
                return self.insert(Token("LBRACE", "{", place, token.end), index) + 1
            if accepts(("LBRACE", token.type)):
                self.surplus += 1
                return self.insert(Token("LBRACE", "{", place, place), index, max(index - 1, 0))
            return self.brace_on_line(index)
        if only and not self.table.spelling.get(only, "a").isalpha() and accepts((only, token.type)):
            return self.insert(Token(only, self.table.spelling[only], place, place), index)
        for type_, text in (("NAME", ""), ("STRING", '""')):
            if token.type == "LBRACE" and accepts((type_, "LBRACE")):
                return self.insert(Token(type_, text, place, place), index)
        return None

    def replace(self, index: int, expected: set[str], starters: frozenset[str]) -> int | None:
        """Go on as if something else had been written instead of a token, or nothing, where that is plain."""
        token, after = self.tokens[index], self.tokens[index + 1]
        accepts = self.stack.accepts
        word = nearest(token, expected, self.table)
        if word is not None and accepts((self.table.keywords[word], after.type)):
            self.insert(Token(self.table.keywords[word], word, token.start, token.end), index)
            return index + 1
        if token.text in self.table.keywords and accepts(("NAME", after.type)):
            self.insert(Token("NAME", token.text, token.start, token.end), index)
            return index + 1
        is_text = "STRING" in expected and "NAME" not in expected and token.text[:1].isalnum()
        if is_text and not self.begins_line(index):
            end = self.line_end(index)
            last = self.tokens[end - 1].end
            self.insert(
                Token("STRING", encode(self.source.text[token.start : last]), token.start, last), index
            )
            return end
        if token.type == "LBRACE" and self.surplus > 0:
            self.surplus -= 1
            return index + 1
        if token.type in starters or token.type in ("LBRACE", "RBRACE", END) or after.type == END:
            return None
        base = self.blocks[-1].base
        at_member = len(self.stack.states) == base or (
            self.begins_line(index) and self.stack.accepts(("RBRACE",), base)
        )
        return index + 1 if not at_member and accepts((after.type, self.tokens[index + 2].type)) else None

    def insert(self, token: Token, index: int, brace: int | None = None) -> int:
        """Read a token that stands for another or for none. The result is `index`."""
        if self.stack.feed(token):
            silent = self.silent
            self.shifted(token, index, brace)
            self.silent = self.silent or (silent and token.type != "LBRACE")
        return index

    def brace_on_line(self, index: int) -> int | None:
        """The `{` further on in the line, if there is one."""
        end = self.line_end(index)
        return end if self.tokens[end].type == "LBRACE" and not self.begins_line(end) else None

    def line_end(self, index: int) -> int:
        """The index after the last token on the line of a token, or that of the first brace there."""
        index += 1
        while self.tokens[index].type not in (END, "LBRACE", "RBRACE") and not self.begins_line(index):
            index += 1
        return index

    def rest_of_line(self, index: int) -> str:
        """The text from a token to the end of its line, or to the first brace there."""
        return self.source.text[self.tokens[index].start : self.tokens[self.line_end(index) - 1].end]

    def recover(self, index: int) -> int:
        """Drop the member that is being read, unless it is complete, and find where the next one begins."""
        damaged = self.word if len(self.stack.states) > self.blocks[-1].base else index
        indent = self.indent(damaged)
        in_lines = self.begins_line(damaged)
        self.settle()
        depth = 0
        starters = self.starters()
        while self.tokens[index].type != END:
            type_ = self.tokens[index].type
            if depth == 0 and type_ == "RBRACE" and len(self.blocks) > 1:
                return index
            if depth == 0 and type_ in starters:
                if in_lines:
                    begins = self.begins_line(index) and self.indent(index) <= indent
                else:
                    begins = type_ not in AMBIGUOUS and self.stack.accepts(
                        (type_, self.tokens[index + 1].type)
                    )
                if begins:
                    return index
            depth += (type_ == "LBRACE") - (type_ == "RBRACE" and depth > 0)
            index += 1
        return index

    def settle(self) -> None:
        """Keep the member that is being read where it is complete, else drop it."""
        base = self.blocks[-1].base
        if len(self.stack.states) > base:
            closing = "RBRACE" if len(self.blocks) > 1 else "SUPPRESS"
            try:
                if self.stack.complete(base, closing):
                    return
            except RefusedError as refused:
                self.report(refused.span, refused.message, refused.advice)
            self.stack.truncate(base)

    # ------------------------------------------------------------ the file as a whole

    def outside(self, index: int, expected: set[str]) -> int:
        """A mistake before or after the braces of the definition."""
        token, last = self.tokens[index], len(self.tokens) - 1
        if END in expected:
            if token.type in ("ORCHESTRATION", "APPROVAL"):
                self.report(
                    token.span, "a file holds one orchestration", "move this one to a file of its own"
                )
            elif token.type == "RBRACE":
                self.report(
                    token.span, "this `}` closes nothing", "delete it, or write the `{` that it closes"
                )
                return index + 1
            else:
                self.report(
                    token.span,
                    "the definition has ended before this",
                    "delete it, or move it into the braces",
                )
            return last
        word = nearest(token, expected, self.table)
        if word is not None:
            self.report(token.span, *explain(token, expected, frozenset(), "", self.table)[:2])
            self.insert(Token(self.table.keywords[word], word, token.start, token.end), index)
            return index + 1
        if token.text == "<":
            self.diagnostics.clear()
            self.report(
                token.span, "this is XML, not the orchestration language", "name the file *.flow-meta.xml"
            )
            return last
        self.report(
            token.span,
            "a definition begins with its kind and its name",
            "write `orchestration Name {` or `approval Name {` before it, and `}` after it",
        )
        header = (("ORCHESTRATION", "orchestration"), ("NAME", ""), ("LBRACE", "{"))
        if token.type != "LBRACE" and self.stack.accepts((*(type_ for type_, _ in header), token.type)):
            for type_, text in header:
                self.insert(Token(type_, text, token.start, token.start), index)
            self.surplus = min(self.surplus + 1, 0)
            self.read.open_ended = True
            return index
        kinds = (at for at in range(index, last) if self.tokens[at].type in ("ORCHESTRATION", "APPROVAL"))
        return next(kinds, last)

    def finish(self, index: int) -> Any:
        """The end of the text: close what is open."""
        token = self.tokens[index]
        if len(self.blocks) > 1:
            self.silent = self.read.open_ended
            self.report_open(self.blocks[-1])
            while len(self.blocks) > 1:
                before = len(self.blocks)
                self.close(index)
                if len(self.blocks) == before:
                    return None
        try:
            if self.stack.finish(END):
                return self.stack.values[0]
            if not self.diagnostics or not self.is_file:
                self.report_end(token)
            if not self.is_file:
                self.settle()
                self.stack.finish(END)
                return self.stack.values[0]
        except RefusedError as refused:
            self.report(refused.span, refused.message, refused.advice)
            if not self.is_file:
                self.stack.truncate(self.blocks[0].base)
                self.stack.finish(END)
                return self.stack.values[0]
        return None

    def report_end(self, token: Token) -> None:
        """Say what is missing at the end."""
        if len(self.stack.states) == 1:
            self.report(
                token.span,
                "there is no orchestration in this file",
                "write `orchestration Name { … }` or `approval Name { … }`",
            )
            return
        expected = self.stack.acceptable()
        starters = frozenset[str]() if self.is_file else self.starters()
        self.report(
            token.span, *explain(token, expected, starters, self.tokens[self.word].text, self.table)[:2]
        )
