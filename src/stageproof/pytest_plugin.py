"""The pytest plugin: scenarios, properties, random runs and kept runs of definitions as tests.

It is imported with every pytest run, so nothing of the package is imported before there is a definition to collect.
`docs/property-testing.md` shows it at work.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from stageproof.checker.definition_file import Surroundings
    from stageproof.checker.definition_tests.decided import NamedTest

PROFILES: Final = ("quick", "ci", "nightly")
SECTION: Final = "stageproof"
AROUND: Final = pytest.StashKey["Surroundings"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and the settings."""
    group = parser.getgroup("stageproof", "stageproof: tests of orchestrations")
    group.addoption(
        "--stageproof-seed",
        type=int,
        default=0,
        metavar="N",
        help="another seed, other random runs (default 0)",
    )
    group.addoption(
        "--stageproof-runs", type=int, default=None, metavar="N", help="random runs of each definition"
    )
    group.addoption(
        "--stageproof-profile",
        choices=PROFILES,
        default="quick",
        help="how much is tried where --stageproof-runs does not say: quick (50 random runs), ci (500), nightly (10,000)",
    )
    group.addoption(
        "--stageproof-accept",
        action="append",
        default=[],
        metavar="DECISION",
        help="tolerate the other reading where the documents disagree (an id, or an alias such as C4); may be repeated",
    )
    parser.addini(
        "stageproof_accept",
        "decisions whose other readings are tolerated, as --stageproof-accept",
        type="args",
        default=[],
    )
    parser.addini(
        "stageproof_files", "the definitions that are collected, as globs", type="args", default=["*.orch"]
    )
    parser.addini(
        "stageproof_regressions",
        "folders whose JSON files are kept runs",
        type="args",
        default=["regressions"],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker that every test of a definition has."""
    config.addinivalue_line(
        "markers", "stageproof: a test of an orchestration, collected from its definition."
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect definitions, and files that keep runs. A definition that the command line names is always collected."""
    named = file_path.suffix == ".orch" and parent.session.isinitpath(file_path)
    if named or any(map(file_path.match, parent.config.getini("stageproof_files"))):
        return DefinitionCollector.from_parent(parent, path=file_path)  # pyright: ignore[reportUnknownMemberType]  # pytest leaves its arguments open
    if file_path.suffix == ".json" and file_path.parent.name in parent.config.getini(
        "stageproof_regressions"
    ):
        from stageproof.checker.definition_tests.kept import is_kept_run

        if is_kept_run(file_path):
            return KeptRunCollector.from_parent(parent, path=file_path)  # pyright: ignore[reportUnknownMemberType]  # pytest leaves its arguments open
    return None


class BrokenError(Exception):
    """A test of a definition does not hold; the message is for people."""


class DefinitionCollector(pytest.File):
    """A definition: its scenarios, its properties and its random runs."""

    def collect(self) -> Iterator[pytest.Item]:
        """The tests, in their order. What cannot be read is told with its place."""
        from stageproof.checker.definition_file import DefinitionFileError
        from stageproof.checker.definition_tests.all_tests import named_tests

        try:
            tests = named_tests(
                self.path,
                _surroundings(self.config),
                seed=self.config.option.stageproof_seed,
                profile=self.config.option.stageproof_profile,
                runs=self.config.option.stageproof_runs,
                accept=(*self.config.getini("stageproof_accept"), *self.config.option.stageproof_accept),
            )
        except DefinitionFileError as error:
            raise self.CollectError(str(error)) from None
        except ValueError as error:
            raise self.CollectError(f"--stageproof-accept, stageproof_accept: {error}") from None
        yield from _items(self, tests)


class KeptRunCollector(pytest.File):
    """A file that keeps a run."""

    def collect(self) -> Iterator[pytest.Item]:
        """The one test of it."""
        from stageproof.checker.definition_file import DefinitionFileError
        from stageproof.checker.definition_tests.kept import KeptRunError, kept_tests

        try:
            tests = tuple(kept_tests(self.path, _surroundings(self.config)))
        except (KeptRunError, DefinitionFileError) as error:
            raise self.CollectError(str(error)) from None
        yield from _items(self, tests)


def _surroundings(config: pytest.Config) -> "Surroundings":
    """What all definitions of this pytest run share, read once."""
    from stageproof.checker.definition_file import Surroundings

    found = config.stash.get(AROUND, None)
    if found is None:
        found = config.stash[AROUND] = Surroundings(config.rootpath)
    return found


def _items(parent: pytest.File, tests: "Iterable[NamedTest]") -> Iterator[pytest.Item]:
    for test in tests:
        item: DefinitionItem = DefinitionItem.from_parent(parent, name=test.name)  # pyright: ignore[reportUnknownMemberType]  # pytest leaves its arguments open
        item.test = test
        item.add_marker(pytest.mark.stageproof)
        yield item


class DefinitionItem(pytest.Item):
    """One test of a definition."""

    test: "NamedTest"

    def runtest(self) -> None:
        """Decide it. What is undecided or about nothing is skipped, with the reason."""
        from stageproof.checker.definition_tests.decided import Verdict

        decided = self.test.decide()
        self.user_properties += [(f"stageproof.{name}", value) for name, value in decided.measures]
        if decided.note:
            self.add_report_section("call", SECTION, decided.note)
        match decided.verdict:
            case Verdict.HOLDS:
                return
            case Verdict.BROKEN:
                raise BrokenError(decided.text)
            case Verdict.UNDECIDED | Verdict.VACUOUS:
                pytest.skip(decided.text)

    def repr_failure(  # type: ignore[override]  # the type it has in pytest is none that can be imported
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> object:
        """Our text in place of a traceback; a traceback where we failed ourselves."""
        if isinstance(excinfo.value, BrokenError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line from 0, and the name."""
        return self.path, self.test.line - 1, self.name
