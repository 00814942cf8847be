"""Parts into text, each in its own form."""

from .comment_parts import comments_mean
from .meaning import means
from .part import Part, Presence, numbered, path_to
from .skeleton import parse_skeleton, place
from .style import TAGS, Style
from .tags import Tags, from_form, usual
from .xml_text import encode
from .xml_tree import COMMENT

Forms = dict[str, str]
_NO_FORMS: Forms = {}


class Renderer:
    """Writes parts in the style of one file. `with_layout` False: as Salesforce would, whatever the forms say."""

    __slots__ = ("style", "with_layout")

    def __init__(self, style: Style, *, with_layout: bool = True) -> None:
        self.style = style
        self.with_layout = with_layout

    def document(self, root: Part) -> str:
        """The whole text."""
        forms = self._forms(root)
        body = self._content(root, 0, forms, "")
        with_nil = "xsi:" in body
        tags: Tags | None = None
        if TAGS in forms:
            tags = from_form(forms[TAGS], root, empty=not body, with_nil=with_nil)
        if tags is None:
            tags = usual(root, self.style.prefix, empty=not body, root=True, with_nil=with_nil)
        text = f"{self.style.prolog}{tags.start}{body}{tags.end}{self.style.epilog}"
        return text.replace("\n", "\r\n") if self.style.line_end == "\r\n" else text

    def _forms(self, part: Part) -> Forms:
        layout = getattr(part.owner, "layout", None)
        if layout is None or not self.with_layout:
            return _NO_FORMS
        return {form.path: form.skeleton for form in layout.forms}

    def _element(self, part: Part, depth: int, forms: Forms, path: str) -> str:
        if part.raw is not None:
            return part.raw
        if part.owner is not None:
            forms = self._forms(part)
        content = self._content(part, depth, forms, path)
        tags: Tags | None = None
        if forms and path + TAGS in forms:
            tags = from_form(forms[path + TAGS], part, empty=not content, with_nil=False)
        if tags is None:
            tags = usual(part, self.style.prefix, empty=not content)
        return f"{tags.start}{content}{tags.end}"

    def _content(self, part: Part, depth: int, forms: Forms, path: str) -> str:
        form = forms.get(path) if forms else None
        if part.text is not None:
            if form is not None and means(form, part):
                return form
            return encode(part.text, self.style.escaped)
        if form is not None:
            return self._placed(part, form, depth, forms, path)
        shown = [child for child in part.children if child.presence is not Presence.HIDDEN]
        if not shown:
            return ""
        before = self.style.before(depth + 1)
        if not forms:
            pieces = [before + self._element(child, depth + 1, _NO_FORMS, "") for child in shown]
        else:
            paths = {id(child): path_to(path, child, number) for child, number in numbered(part)}
            pieces = [
                before
                + (
                    self._comments(part, 1, forms)[0]
                    if child.is_comment
                    else self._element(child, depth + 1, forms, paths.get(id(child), ""))
                )
                for child in shown
            ]
        return "".join(pieces) + self.style.before(depth)

    def _placed(self, part: Part, form: str, depth: int, forms: Forms, path: str) -> str:
        skeleton = parse_skeleton(form)
        comments = self._comments(part, sum(slot.tag == COMMENT for _, slot in skeleton.slots), forms)
        separators = self.style.before(depth + 1), self.style.before(depth)
        placed, tail = place(part.children, skeleton, separators, len(comments))
        paths = {id(child): path_to(path, child, number) for child, number in numbered(part)}
        pieces: list[str] = []
        for before, child, number in placed:
            if child.is_comment:
                pieces.append(before + comments[number - 1])
            else:
                pieces.append(before + self._element(child, depth + 1, forms, paths.get(id(child), "")))
        return "".join(pieces) + tail

    def _comments(self, part: Part, slots: int, forms: Forms) -> list[str]:
        """The comments of an element: as they were written where they still say the same, else the one that says it."""
        one = next((child for child in part.children if child.is_comment), None)
        if one is None or one.raw is None:
            return []
        if slots:
            written = [forms.get(comment_path(number)) for number in range(1, slots + 1)]
            known = [comment for comment in written if comment is not None]
            if len(known) == slots and part.owner is not None and comments_mean(known, part.owner):
                return known
        return [one.raw]


def comment_path(number: int) -> str:
    """The path of the form of a comment to Stageproof."""
    return COMMENT if number == 1 else f"{COMMENT}[{number}]"
