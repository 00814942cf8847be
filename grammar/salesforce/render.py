"""Parts into text, each in its own form."""

from ..model import Connector
from ..span import Node
from .comment_parts import comments_mean, comments_within, without_comments
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
    """Writes parts in the style of one file. `with_layout` False: as Salesforce would, whatever the forms say.

    `within`: by element, the comments about it in its parts, which together with its own say what is to be said;
    `silent`: the elements that need none of their own. `unspoken`: connectors whose comments are not written, and
    the element that those were about.
    """

    __slots__ = ("silent", "style", "unspoken", "with_layout", "within")

    def __init__(self, style: Style, *, with_layout: bool = True) -> None:
        self.style = style
        self.with_layout = with_layout
        self.within: dict[int, list[str]] = {}
        self.silent: set[int] = set()
        self.unspoken: dict[int, Node] = {}

    def document(self, root: Part) -> str:
        """The whole text."""
        forms = self._forms(root)
        around = self.style.prolog, self.style.epilog
        if root.owner is not None and not self._settle_comments(root, forms, around):
            around = without_comments(around[0], root.owner), without_comments(around[1], root.owner)
        forms = self._spoken(root, forms)
        body = self._content(root, 0, forms, "")
        with_nil = "xsi:" in body
        tags: Tags | None = None
        if TAGS in forms:
            tags = from_form(forms[TAGS], root, empty=not body, with_nil=with_nil)
        if tags is None:
            tags = usual(root, self.style.prefix, empty=not body, root=True, with_nil=with_nil)
        text = f"{around[0]}{tags.start}{body}{tags.end}{around[1]}"
        return text.replace("\n", "\r\n") if self.style.line_end == "\r\n" else text

    def _forms(self, part: Part) -> Forms:
        layout = getattr(part.owner, "layout", None)
        if layout is None or not self.with_layout:
            return _NO_FORMS
        forms = {form.path: form.skeleton for form in layout.forms}
        about = self.unspoken.get(id(part))
        return forms if about is None or about is part.owner else _without_comments(forms, about)

    def _settle_comments(self, part: Part, forms: Forms, around: tuple[str, ...] = ()) -> bool:
        """Decide how the comments about an element are written. True: those in parts of it stay as they were."""
        node = part.owner
        if node is None or isinstance(node, Connector):
            return True
        pieces = [*around, *(form for path, form in forms.items() if _is_within(path, form, part))]
        for child in part.children:
            if isinstance(child.owner, Connector):
                pieces += self._forms(child).values()
        within = [
            one for piece in pieces if "stageproof" in piece.lower() for one in comments_within(piece, node)
        ]
        if not within:
            return True
        slots = 1
        if "" in forms:
            slots = sum(slot.tag == COMMENT for _, slot in parse_skeleton(forms[""]).slots)
        elif not any(child.is_comment for child in part.children):
            slots = 0
        usual_comment = next((child.raw for child in part.children if child.is_comment), None) or ""
        written = [forms.get(comment_path(number), usual_comment) for number in range(1, slots + 1)]
        if comments_mean(written, within, node):
            self.within[id(part)] = within
            if not slots:
                self.silent.add(id(part))
            return True
        for child in part.children:
            if isinstance(child.owner, Connector):
                self.unspoken[id(child)] = node
        self.unspoken[id(part)] = node
        return False

    def _spoken(self, part: Part, forms: Forms) -> Forms:
        """The forms of an element, those of its parts without comments about it where these are said anew."""
        about = self.unspoken.get(id(part))
        if about is None:
            return forms
        below = {path: form for path, form in forms.items() if _is_within(path, form, part)}
        return forms | _without_comments(below, about)

    def _children(self, part: Part) -> list[Part]:
        if id(part) not in self.silent:
            return part.children
        return [child for child in part.children if not child.is_comment]

    def _element(self, part: Part, depth: int, forms: Forms, path: str) -> str:
        if part.raw is not None:
            return part.raw
        if part.owner is not None:
            forms = self._forms(part)
            if self.with_layout:
                self._settle_comments(part, forms)
                forms = self._spoken(part, forms)
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
        shown = [child for child in self._children(part) if child.presence is not Presence.HIDDEN]
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
        placed, tail = place(self._children(part), skeleton, separators, len(comments))
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
            if (
                len(known) == slots
                and part.owner is not None
                and comments_mean(known, self.within.get(id(part), []), part.owner)
            ):
                return known
        return [one.raw]


def _is_within(path: str, form: str, part: Part) -> bool:
    """Whether a form is that of the content of a part below an element, and will be written."""
    if not path or path.endswith(TAGS) or "stageproof" not in form.lower():
        return False
    below = part.find(path)
    return below is not None and (below.text is None or means(form, below))


def _without_comments(forms: Forms, node: Node) -> Forms:
    return {path: without_comments(form, node) for path, form in forms.items()}


def comment_path(number: int) -> str:
    """The path of the form of a comment to Stageproof."""
    return COMMENT if number == 1 else f"{COMMENT}[{number}]"
