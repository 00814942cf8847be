"""An engine in this process: whatever its class raises is told, and a call of it ends."""

import signal
import sys
from pathlib import Path

import pytest

from stageproof.adapters import AdapterError, Answer, Observation, ReferenceEngine, UnknownEvent, open_engine
from stageproof.checker.adapters.guarded import Guarded
from stageproof.interpreter import Event

can_interrupt = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs signal.setitimer")
DANCE = UnknownEvent("dance")
KAPUT = """\
from stageproof.adapters import ReferenceEngine


class Engine(ReferenceEngine):
    def do(self, event):
        raise RuntimeError("kaput")
"""


class Raising(ReferenceEngine):
    """Raises what it is given, wherever it is asked."""

    def __init__(self, raised: BaseException) -> None:
        super().__init__()
        self.raised = raised

    def do(self, event: Event | UnknownEvent) -> Answer:  # noqa: ARG002  # the contract hands it over
        raise self.raised

    def close(self) -> None:
        raise self.raised


class Looping(ReferenceEngine):
    """Never answers, and passes over every Exception."""

    def do(self, event: Event | UnknownEvent) -> Answer:  # noqa: ARG002  # the contract hands it over
        while True:
            try:
                sum(range(100))
            except Exception:
                continue


class Wordy(ReferenceEngine):
    """Answers with text."""

    def reset(self, definition: object) -> Answer:  # noqa: ARG002  # the contract hands it over
        return "yes"  # type: ignore[return-value]  # this is what is wrong with it

    def observe(self) -> Observation:
        return None  # type: ignore[return-value]  # as above


@pytest.mark.parametrize("raised", [SystemExit(0), GeneratorExit(), ValueError("no")], ids=repr)
def test_whatever_a_class_raises_breaks_the_contract(raised: BaseException) -> None:
    engine = Guarded(Raising(raised))
    with pytest.raises(AdapterError, match=type(raised).__name__):
        engine.do(DANCE)
    with pytest.raises(AdapterError, match=type(raised).__name__):
        engine.close()


def test_an_interruption_by_its_user_goes_through() -> None:
    with pytest.raises(KeyboardInterrupt):
        Guarded(Raising(KeyboardInterrupt())).do(DANCE)


@can_interrupt
def test_a_class_that_loops_is_told_as_one_that_gave_no_answer_and_where_it_was() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(AdapterError, match=r"no answer within 0\.1 seconds[^@]*class_engines\.py, line"):
        Guarded(Looping(), 0.1).do(DANCE)
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


@can_interrupt
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("while True: pass", "is not imported within 0.2 seconds"),
        ("class Engine:\n def __init__(self):\n  while True: pass", "is not made within 0.2 seconds"),
    ],
    ids=["module", "class"],
)
def test_a_module_or_class_that_loops_while_it_is_made_ends(
    text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "loops_early.py").write_text(text, encoding="utf-8")
    with pytest.raises(AdapterError, match=told):
        open_engine("loops_early:Engine", 0.2)
    sys.modules.pop("loops_early", None)


def test_an_error_is_told_with_the_line_of_the_engine_that_raised_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "kaput_engine.py").write_text(KAPUT, encoding="utf-8")
    engine = open_engine("kaput_engine:Engine")
    with pytest.raises(AdapterError, match=r"RuntimeError: kaput \(kaput_engine\.py, line 6\)"):
        engine.do(DANCE)
    sys.modules.pop("kaput_engine", None)


def test_a_wrong_answer_is_told_with_the_right_article() -> None:
    engine = Guarded(Wordy())
    with pytest.raises(AdapterError, match="an Observation was expected"):
        engine.observe()
