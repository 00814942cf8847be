"""The driver of the parse: follows the table token by token, and after a mistake goes on at the next member.

Every list between braces begins with an empty list in the grammar, so the height of the stack at which a member
begins is known: everything above it is the member that is being read. A mistake is reported, that member is dropped
(or kept, where it was complete before the mistake), and reading goes on at the next word that can begin a member, or
at the brace that closes the block.
"""

from typing import Any

from .building.parts import RefusedError
from .expectation import explain, nearest
from .lexer import BROKEN, END
from .progress import AMBIGUOUS, Parse
from .text import encode
from .token import Token


class Driver(Parse):
    """Reads all tokens of one parse."""

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
                index = self.shifted(token, index) if stack.feed(token) else self.mistake(index)
            except RefusedError as refused:
                self.report(refused.span, refused.message, refused.advice)
                index = self.recover(index)
        return self.finish(last)

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

    def mistake(self, index: int) -> int:
        """A token that cannot stand where it is: report it, mend what can be mended. The result is where to go on."""
        token = self.tokens[index]
        if token.type == BROKEN and len(self.stack.states) > 1:
            self.report(token.span, *self.read.broken[token.start])
            return index + 1
        if token.type == "RBRACE" and self.begins_line(index):
            self.silent = False
        expected = self.stack.acceptable()
        if self.ends_member() and self.is_misspelt_member(index, self.indent(self.word)):
            self.silent = False
            expected = {*self.starters(), "RBRACE"}
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
        at_member = len(self.stack.states) == self.blocks[-1].base or (
            self.begins_line(index) and self.ends_member()
        )
        if not at_member and self.is_misspelt_member(index, self.indent(self.word)):
            return None
        return index + 1 if not at_member and accepts((after.type, self.tokens[index + 2].type)) else None

    def brace_on_line(self, index: int) -> int | None:
        """The `{` further on in the line, if there is one."""
        end = self.line_end(index)
        return end if self.tokens[end].type == "LBRACE" and not self.begins_line(end) else None

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
            if depth == 0 and index > damaged and self.is_misspelt_member(index, indent):
                self.silent = False
                return index
            depth += (type_ == "LBRACE") - (type_ == "RBRACE" and depth > 0)
            index += 1
        return index

    def ends_member(self) -> bool:
        """Whether the member that is being read may end before the next token."""
        base = self.blocks[-1].base
        return len(self.stack.states) == base or self.stack.accepts(("RBRACE",), base)

    def is_misspelt_member(self, index: int, indent: int) -> bool:
        """Whether a word seems to begin another member: alone on its line so far, and nearly a word that can."""
        return (
            self.tokens[index].type == "NAME"
            and self.begins_line(index)
            and self.indent(index) <= indent
            and nearest(self.tokens[index], set(self.starters()), self.table) is not None
        )

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
