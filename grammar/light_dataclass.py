"""Frozen slotted dataclasses whose methods are generated when one of them is first called.

Most of what a cold process of the command line takes is the generation of methods that it never calls: a class of the
standard library's `dataclass(frozen=True, slots=True)` compiles six of them. This one compiles none before its first
use, and then the same. Fields, defaults, `replace`, patterns, pickling and type checkers see what they always see.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as standard_dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

Kind = TypeVar("Kind")


def _light_dataclass(
    *, frozen: bool, slots: bool, kw_only: bool = False, eq: bool = True, repr: bool = True
) -> Callable[[type[Kind]], type[Kind]]:
    """What `dataclasses.dataclass` makes of these options.

    Raises TypeError for a class that is not both frozen and slotted: those come from the standard library.
    """
    if not (frozen and slots):
        raise TypeError("a light dataclass is frozen and has slots")

    def decorate(kind: type[Kind]) -> type[Kind]:
        kind.__doc__ = kind.__doc__ or kind.__name__
        written = {name for name, value in vars(kind).items() if value is not None}
        made = standard_dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
        methods: dict[str, object] = dict(_ALWAYS)
        if repr and "__repr__" not in written:
            methods["__repr__"] = _shown
        if "__init__" not in written:
            methods["__signature__"] = _Signature()
        texts = {"__init__": _initializer} | ({"__eq__": _equality, "__hash__": _hashing} if eq else {})
        for name in texts.keys() - written:
            methods[name] = _made_when_called(made, name, texts[name])
        for name, method in methods.items():
            setattr(made, name, method)
        return made

    return decorate


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  # the alias exports it
else:
    dataclass = _light_dataclass


def _made_when_called(kind: Any, name: str, text_of: Callable[[Any], str]) -> Callable[..., Any]:
    """A method that compiles the true one, takes its own place with it, and does what it does."""

    def method(*values: Any, **named: Any) -> Any:
        true = _compiled(kind, name, text_of(kind))
        setattr(kind, name, true)
        return true(*values, **named)

    return method


class _Signature:
    """What a class takes, for `help` and all who ask `inspect`: worked out when it is asked for."""

    def __get__(self, one: object, kind: Any) -> Any:
        from inspect import Parameter, Signature

        if "__signature__" not in vars(kind):
            raise AttributeError("__signature__")
        parameters: list[Parameter] = []
        for field in _in_order(kind):
            place = Parameter.KEYWORD_ONLY if field.kw_only else Parameter.POSITIONAL_OR_KEYWORD
            given = field.default if field.default_factory is MISSING else field.default_factory
            default: Any = Parameter.empty if given is MISSING else given
            parameters.append(Parameter(field.name, place, default=default, annotation=field.type))
        return Signature(parameters, return_annotation=None)


def _compiled(kind: Any, name: str, text: str) -> Callable[..., Any]:
    """The function of a text, which knows the fields of the class and how to set one, by names that no field has."""
    known: dict[str, Any] = {
        "__name__": kind.__module__,
        "__set": object.__setattr__,
        "__fields": kind.__dataclass_fields__,
        "__missing": MISSING,
    }
    exec(text, known)  # noqa: S102  # the text is made of names of fields, below
    true: Callable[..., Any] = known[name]
    true.__qualname__ = f"{kind.__qualname__}.{name}"
    return true


def _initializer(kind: Any) -> str:
    ordered = _in_order(kind)
    first_named = next((field for field in ordered if field.kw_only), None)
    taken: list[str] = []
    for field in ordered:
        taken += ["*"] if field is first_named else []
        taken.append(_parameter(field))
    lines = [f"def __init__({', '.join(['__self', *taken])}):"]
    for field in fields(kind):
        value = field.name if field.init else f"__fields[{field.name!r}].default"
        if field.default_factory is not MISSING:
            made = f"__fields[{field.name!r}].default_factory()"
            value = f"{made} if {field.name} is __missing else {field.name}" if field.init else made
        if field.init or field.default_factory is not MISSING or field.default is not MISSING:
            lines.append(f"  __set(__self, {field.name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("  __self.__post_init__()")
    return "\n".join([*lines, "  return None"])


def _in_order(kind: Any) -> "list[Field[Any]]":
    """The fields that an object is made from, those that are given by name only at the end."""
    return sorted((field for field in fields(kind) if field.init), key=lambda field: bool(field.kw_only))


def _parameter(field: "Field[Any]") -> str:
    if field.default_factory is not MISSING:
        return f"{field.name}=__missing"
    return field.name if field.default is MISSING else f"{field.name}=__fields[{field.name!r}].default"


def _equality(kind: Any) -> str:
    names = [field.name for field in fields(kind) if field.compare]
    return (
        "def __eq__(self, other):\n"
        "  if other.__class__ is not self.__class__: return NotImplemented\n"
        f"  return {_tuple('self', names)} == {_tuple('other', names)}"
    )


def _hashing(kind: Any) -> str:
    names = [field.name for field in fields(kind) if (field.compare if field.hash is None else field.hash)]
    return f"def __hash__(self):\n  return hash({_tuple('self', names)})"


def _tuple(owner: str, names: list[str]) -> str:
    return "(" + "".join(f"{owner}.{name}," for name in names) + ")"


def _shown(one: Any) -> str:
    said = ", ".join(f"{field.name}={getattr(one, field.name)!r}" for field in fields(one) if field.repr)
    return f"{one.__class__.__qualname__}({said})"


def _refuse_setting(_: Any, name: str, __: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(one: Any) -> list[Any]:
    return [getattr(one, field.name) for field in fields(one)]


def _set_state(one: Any, state: list[Any]) -> None:
    for field, value in zip(fields(one), state, strict=True):
        object.__setattr__(one, field.name, value)


_ALWAYS: Final[dict[str, Callable[..., Any]]] = {
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
