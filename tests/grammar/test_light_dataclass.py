"""A light dataclass is what the standard library would have made of the same class."""

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from inspect import Parameter, signature
from typing import Any

import pytest

from stageproof.grammar.light_dataclass import dataclass as light_dataclass


def counted() -> list[int]:
    return [0]


class Plain:
    """Two values that are compared, one that is not, and one that every object has of its own."""

    first: int
    second: str = "second"
    unseen: int = field(default=3, compare=False, repr=False)
    own: list[int] = field(default_factory=counted, hash=False)
    found: int = field(default=7, init=False)


class Named:
    """Values that are given by name."""

    _set: int
    value: str = "value"
    _fields: int = field(default=1, kw_only=True)


class Checked:  # noqa: PLW1641  # the decorator makes its hash
    """A class that looks at what it is given, and says itself when it is the same as another, and how it is shown."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("negative")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.number % 2 == other.number % 2

    def __repr__(self) -> str:
        return "shown"


class Built:
    """A class that makes its objects itself."""

    number: int

    def __init__(self) -> None:
        object.__setattr__(self, "number", 5)

    def __hash__(self) -> int:
        return 11


def copied(kind: type[Any]) -> type[Any]:
    """The class again, as it stands before a decorator changes it."""
    return type(kind.__name__, (), {name: value for name, value in vars(kind).items() if name != "__dict__"})


def both(kind: type[Any], **options: bool) -> tuple[Any, Any]:
    """The class as the standard library makes it, and as a light dataclass."""
    given: dict[str, Any] = {"frozen": True, "slots": True, **options}
    standard: Callable[[Any], Any] = dataclass(**given)
    light: Callable[[Any], Any] = light_dataclass(**given)
    return standard(copied(kind)), light(copied(kind))


def said(act: Callable[[], object]) -> str:
    """What an act returns or raises, in words that can be compared."""
    try:
        return repr(act())
    except (TypeError, ValueError, AttributeError) as problem:
        return f"{type(problem).__name__} {str(problem) if not isinstance(problem, TypeError) else ''}"


ACTS: dict[str, tuple[type[Any], dict[str, bool], Callable[[Any], object]]] = {
    "positions": (Plain, {}, lambda kind: kind(1, "2", 3)),
    "names": (Plain, {}, lambda kind: kind(second="2", first=1)),
    "a value too many": (Plain, {}, lambda kind: kind(1, "2", 3, [4], 5)),
    "a value too few": (Plain, {}, lambda kind: kind()),
    "a name that is no field": (Plain, {}, lambda kind: kind(1, third=3)),
    "a default of its own": (Plain, {}, lambda kind: kind(1).own is kind(1).own),
    "a field that is not given": (Plain, {}, lambda kind: kind(1).found),
    "the same": (Plain, {}, lambda kind: (kind(1) == kind(1), kind(1) == kind(2), kind(1) == 1)),
    "what is not compared": (Plain, {}, lambda kind: kind(1, unseen=4) == kind(1)),
    "hash": (Plain, {}, lambda kind: hash(kind(1, unseen=4)) == hash(kind(1)) == hash((1, "second", 7))),
    "no equality": (Plain, {"eq": False}, lambda kind: (kind(1) == kind(1), len({kind(1), kind(1)}))),
    "no representation": (Plain, {"repr": False}, lambda kind: repr(kind(1)).startswith("<")),
    "setting": (Plain, {}, lambda kind: setattr(kind(1), "first", 2)),
    "deleting": (Plain, {}, lambda kind: delattr(kind(1), "first")),
    "replacing": (Plain, {}, lambda kind: replace(kind(1), second="other")),
    "copied state": (Plain, {}, lambda kind: kind(1).__getstate__()),
    "slots": (Plain, {}, lambda kind: (kind.__slots__, hasattr(kind(1), "__dict__"))),
    "patterns": (Plain, {}, lambda kind: kind.__match_args__),
    "what it takes": (Named, {}, signature),
    "what it takes where all is named": (Named, {"kw_only": True}, signature),
    "fields": (Plain, {}, lambda kind: (is_dataclass(kind), [one.name for one in fields(kind)])),
    "by name only": (Named, {"kw_only": True}, lambda kind: kind(1)),
    "all by name": (Named, {"kw_only": True}, lambda kind: kind(_set=1, value="2")),
    "some by name": (Named, {}, lambda kind: kind(1, "2", _fields=3)),
    "patterns without what is named": (Named, {}, lambda kind: kind.__match_args__),
    "a look at what is given": (Checked, {}, lambda kind: kind(-1)),
    "equality of its own": (Checked, {}, lambda kind: kind(1) == kind(3)),
    "hash beside an equality of its own": (Checked, {}, lambda kind: hash(kind(1)) == hash(kind(3))),
    "a representation of its own": (Checked, {}, lambda kind: kind(1)),
    "an initializer of its own": (Built, {}, lambda kind: kind()),
    "a hash of its own": (Built, {}, lambda kind: hash(kind())),
}


@pytest.mark.parametrize(("kind", "options", "act"), ACTS.values(), ids=ACTS)
def test_it_does_what_the_standard_library_makes(
    kind: type[Any], options: dict[str, bool], act: Callable[[Any], object]
) -> None:
    standard, light = both(kind, **options)
    assert said(lambda: act(light)) == said(lambda: act(standard))
    assert said(lambda: act(light)) == said(lambda: act(standard)), "and so when it is asked again"


def test_its_methods_are_made_when_they_are_called() -> None:
    _, light = both(Plain)
    before: dict[str, object] = {name: vars(light)[name] for name in ("__init__", "__eq__", "__hash__")}
    one = light(1)
    assert vars(light)["__init__"] is not before["__init__"]
    assert [vars(light)[name] for name in ("__eq__", "__hash__")] == [before["__eq__"], before["__hash__"]]
    assert {one: 1}[light(1)] == 1
    assert [name for name in before if vars(light)[name] is before[name]] == []


def test_it_tells_what_may_be_left_out() -> None:
    _, light = both(Plain)
    needed = [one.name for one in signature(light).parameters.values() if one.default is Parameter.empty]
    assert needed == ["first"]
    assert list(signature(light).parameters) == ["first", "second", "unseen", "own"]


def test_a_class_below_it_tells_what_its_own_initializer_takes() -> None:
    class Below(Travelling):
        __slots__ = ()

        def __init__(self, text: str) -> None:
            super().__init__(len(text))

    assert list(signature(Below).parameters) == ["text"]
    assert Below("four").number == 4


def test_what_was_held_before_the_first_call_still_works() -> None:
    _, light = both(Plain)
    make = light.__init__
    one, other = light(1), light.__new__(light)
    make(other, 1)
    assert one == other


def test_a_class_below_it_has_its_fields_and_methods_of_its_own() -> None:
    @light_dataclass(frozen=True, slots=True)
    class Below(Travelling):
        """With one more field."""

        more: int = 2

    assert Travelling(1) != Below(1) == Below(1, (), 2) != Below(1, (), 3)
    assert repr(Below(1)).endswith("Below(number=1, parts=(), more=2)")


@light_dataclass(frozen=True, slots=True)
class Travelling:
    """A class that pickle finds."""

    number: int
    parts: tuple["Travelling", ...] = ()


def test_it_travels_between_processes() -> None:
    one = Travelling(1, (Travelling(2),))
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_class_that_can_change_is_refused() -> None:
    with pytest.raises(TypeError, match="is frozen and has slots"):
        light_dataclass(frozen=False, slots=True)(copied(Plain))


def test_setting_says_which_field() -> None:
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'number'"):
        Travelling(1).number = 2  # type: ignore[misc]  # that it is refused is the point
