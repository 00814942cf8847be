"""Check many files: in this process, or in several when there are enough of them. The result is the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ..grammar.light_dataclass import dataclass
from .across_files import findings_across
from .check_file import FileOutcome, Settings, check_source, failed, unreadable
from .processes import shared
from .project.discovery import FoundFile
from .project.project import Projects
from .project.reading import Unreadable, read_file
from .registry import rules_named
from .report import Report, RuleInfo
from .rule import Rule

PARALLEL_FROM = 32
"""Fewer files than this are checked faster than a second process starts."""

NOT_PROVED = (
    "Nothing was proved (--no-proof): whether data lets a stage wait forever, a fault path end, or an outcome be "
    "taken is not decided. The rules report what the text alone settles."
)
PROVED = (
    "Proofs are about what the definition and the contracts of its flows say. They assume: a comparison with null holds "
    "only for equality, text is compared exactly, a run in Error is not resumed, flows do what their contracts say."
)

NOTHING_CHECKED = "No orchestration was checked."


@dataclass(frozen=True, slots=True)
class Plan:
    """What is checked, and how. `max_file_size` in bytes."""

    files: tuple[FoundFile, ...]
    settings: Settings
    projects: Projects
    max_file_size: int
    processes: int = 1
    unreadable_folders: tuple[str, ...] = ()


def check_files(plan: Plan, version: str, progress: Callable[[int, int], None] | None = None) -> Report:
    """Check every file of a plan. `progress` is called with (files done, files in all)."""
    outcomes = [
        unreadable(folder, "This folder cannot be listed: permission denied.", plan.settings)
        for folder in plan.unreadable_folders
    ]
    total = len(plan.files)
    for done, outcome in enumerate(_outcomes(plan), 1):
        outcomes.append(outcome)
        if progress:
            progress(done, total)
    return report_of(outcomes, plan.settings, version)


def report_of(outcomes: Iterable[FileOutcome], settings: Settings, version: str) -> Report:
    """One report from the outcomes of files, whatever their order."""
    outcomes = tuple(outcomes)
    remarks = {remark for outcome in outcomes for remark in outcome.remarks}
    spoken = sorted(
        (o for o in outcomes if o.result), key=lambda outcome: outcome.result.path if outcome.result else ""
    )
    seconds: dict[str, float] = {}
    for outcome in spoken:
        for what, spent in outcome.seconds:
            seconds[what] = seconds.get(what, 0.0) + spent
    checked = [outcome for outcome in spoken if outcome.result and outcome.result.status == "checked"]
    return Report(
        version=version,
        profile=settings.profile,
        files=tuple(outcome.result for outcome in spoken if outcome.result),
        findings=tuple(
            sorted(
                (
                    *(finding for outcome in spoken for finding in outcome.findings),
                    *findings_across(outcomes, settings),
                ),
                key=lambda finding: finding.order,
            )
        ),
        not_checked=(
            *_what_proofs_say(checked, settings),
            *sorted(remarks),
        ),
        obligations=tuple(obligation for outcome in spoken for obligation in outcome.obligations),
        rules=tuple(info(rule) for rule in settings.rules),
        witnesses=_apart([outcome.witnesses for outcome in spoken]),
        fault_table=tuple(row for outcome in spoken for row in outcome.fault_table),
        exports=_apart([outcome.exports for outcome in spoken]),
        crashed=any(outcome.crashed for outcome in spoken),
        timings=tuple(sorted(seconds.items(), key=lambda item: (-item[1], item[0]))),
        files_read=sum(
            1 for outcome in outcomes if outcome.result is None or outcome.result.status != "unreadable"
        ),
    )


def _what_proofs_say(checked: Sequence[FileOutcome], settings: Settings) -> Iterator[str]:
    """What proofs rest on, or that there were none; a file of which nothing is proved says so itself."""
    if not checked:
        yield NOTHING_CHECKED
    elif not settings.prove:
        yield NOT_PROVED
    elif any(outcome.is_proved for outcome in checked):
        yield PROVED


def _apart(of_files: Sequence[Sequence[tuple[str, str]]]) -> tuple[tuple[str, str], ...]:
    """Names and texts of files to write, the folder of each definition apart from that of another with the same API name."""
    taken: dict[str, int] = {}
    found: list[tuple[str, str]] = []
    for files in of_files:
        roots = dict.fromkeys(name.partition("/")[0] for name, _ in files)
        numbers = {root: taken.get(root, 0) + 1 for root in roots}
        taken |= numbers
        for name, text in files:
            root, _, rest = name.partition("/")
            folder = root if numbers[root] == 1 else f"{root}-{numbers[root]}"
            found.append((f"{folder}/{rest}", text))
    return tuple(found)


def info(rule: Rule) -> RuleInfo:
    """What a report says of a rule."""
    return RuleInfo(
        id=rule.id,
        summary=rule.summary,
        description=f"{rule.rationale} Source: {rule.source}.",
        help=f"{rule.summary} {rule.rationale}",
        severity=rule.severity,
        confidence=rule.confidence.value,
        tags=("orchestration", rule.preset.word),
        url=rule.url,
    )


def check_one(file: FoundFile, settings: Settings, projects: Projects, max_file_size: int) -> FileOutcome:
    """Check one file of a tree. What fails on our side is a finding of that file; the others are still checked."""
    try:
        return _check_one(file, settings, projects, max_file_size)
    except Exception as error:
        return failed(file.shown, error)


def _check_one(file: FoundFile, settings: Settings, projects: Projects, max_file_size: int) -> FileOutcome:
    source = read_file(file.real, file.shown, max_file_size)
    if isinstance(source, Unreadable):
        return unreadable(file.shown, source.reason, settings)
    project = projects.of(file.real)
    outcome = check_source(
        source,
        settings,
        lambda flow: project.contract(flow, file.real),
        has_project=project.has_flows,
        explicit=file.explicit,
    )
    if outcome.result is None:
        return outcome
    return replace(
        outcome,
        remarks=(*outcome.remarks, *project.problems),
        contradictions=project.contradictions,
        root=str(project.root.folder),
    )


def _outcomes(plan: Plan) -> Iterator[FileOutcome]:
    rules_named(plan.settings.rule_ids)
    work = partial(
        check_one, settings=plan.settings, projects=plan.projects, max_file_size=plan.max_file_size
    )
    processes = plan.processes if len(plan.files) >= PARALLEL_FROM else 1
    for outcomes in shared(work, plan.files, processes):
        yield from outcomes
