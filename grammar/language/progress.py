"""What a parse knows while it goes through the tokens: the stack, the open blocks, what was reported."""

from dataclasses import dataclass

from ..diagnostic import Diagnostic
from ..source import Source
from ..span import Span
from .building.parts import RefusedError
from .lexer import BROKEN, END, Tokens, syntax_error
from .stack import Stack
from .table import Table
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


class Parse:
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
                message = f"parentheses nest deeper than {MAXIMUM_NESTING} here"
                raise RefusedError(token.span, message, "split the condition")
        elif type_ == "RPAR":
            self.nesting -= 1
        return index + 1

    def check_completes(self, index: int) -> None:
        """Refuse a stage's `completes` right after a step on the same line: it reads as if it were the step's."""
        step = self.tokens[self.member_starts[-1]]
        if step.type in STEP_WORDS and self.blocks[-1].word != self.word and not self.begins_line(index):
            self.report(
                self.tokens[index].span,
                "after a step on the same line, `completes` could be meant of the step or of the stage",
                "of the step: write it in the braces of the step; of the stage: write it on a line of its own",
            )

    def report(self, span: Span, message: str, advice: str = "") -> None:
        """Tell the author. After a mistake nothing more is said of the same member."""
        if not self.silent:
            self.silent = True
            self.diagnostics.append(syntax_error(span, message, advice))

    def report_open(self, block: Block) -> None:
        """Say that a brace is never closed."""
        brace, word = self.tokens[block.brace], self.tokens[block.word]
        self.report(
            brace.span, "this `{` is never closed", f"write `}}` after the last part of the {word.text}"
        )

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

    def line_end(self, index: int) -> int:
        """The index after the last token on the line of a token, or that of the first brace there."""
        index += 1
        while self.tokens[index].type not in (END, "LBRACE", "RBRACE") and not self.begins_line(index):
            index += 1
        return index

    def rest_of_line(self, index: int) -> str:
        """The text from a token to the end of its line, or to the first brace there."""
        return self.source.text[self.tokens[index].start : self.tokens[self.line_end(index) - 1].end]

    def starters(self) -> frozenset[str]:
        """The terminals that can begin a member of the innermost block."""
        base = self.blocks[-1].base
        return frozenset(self.stack.members(base)) - {"RBRACE", "SEMICOLON"}

    def insert(self, token: Token, index: int, brace: int | None = None) -> int:
        """Read a token that stands for another or for none. The result is `index`."""
        if self.stack.feed(token):
            silent = self.silent
            self.shifted(token, index, brace)
            self.silent = self.silent or (silent and token.type != "LBRACE")
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
