"""Everything that is said of one file: read it, walk it with every rule, place the findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from time import perf_counter

from ..grammar.contract import FlowContract
from ..grammar.diagnostic import Diagnostic, Problem
from ..grammar.light_dataclass import dataclass
from ..grammar.model import APPROVAL_WORKFLOW, ORCHESTRATOR, Orchestration
from ..grammar.source import Source
from ..grammar.span import Span
from .context import Context
from .fault_row import FaultRow
from .finding import Finding, Severity
from .place import finding_of, finding_of_diagnostic, finding_without_source, region
from .portable import Portable
from .proofs.explained import not_explained
from .prose import count
from .proved import HELP, Proved
from .registry import all_rules, rule_named, rules_named
from .report import FileResult, Obligation
from .rule import Found, Rule
from .suppression import Accepted, apply, judge_suppressions, suppressions
from .unproved import why_nothing_is_proved
from .walk import Crash, Timer, walk

ORCHESTRATION_TYPES = (ORCHESTRATOR, APPROVAL_WORKFLOW)
FOREIGN_ORCHESTRATION_TYPES = frozenset({
    "OrchestrationFlow", "AppProcess", "ManagedContentAuthoringWorkflow", "AgxOrchestrationFlow",
})  # fmt: skip
"""Process types that orchestrate something, but are no `Orchestrator` or `ApprovalWorkflow`; always said plainly."""

BLOCKING = frozenset({"syntax-error", "unreadable-file"})
"""The problems of reading after which a definition is not whole."""

NOT_RUN = "Scenarios are read, and the names in them are checked; `stageproof run` plays them."


@dataclass(frozen=True, slots=True)
class Settings:
    """What `check` needs to know besides the file. Picklable: worker processes get a copy.

    `identify`: work out fingerprints and line hashes, which only machine formats show. `prove`: decide what every run can
    do; `budget` bounds that, in nodes of decision diagrams (None: as usual). `certify`: what is decided
    is put down as a certificate and checked apart (`on`), and given out too (`export`); `off`: neither.
    `witnesses`: the runs that findings show are given out as scenarios.
    `traces`: with everything that is reached comes a shortest run to it. `fault_table`: how runs can end after each error
    is worked out.
    """

    rule_ids: tuple[str, ...]
    severities: Mapping[str, Severity] = field(default_factory=dict[str, Severity])
    accepted: tuple[Accepted, ...] = ()
    known: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    profile: str = "help-2026"
    measure: bool = False
    identify: bool = True
    prove: bool = False
    budget: int | None = None
    certify: str = "off"
    witnesses: bool = False
    traces: bool = False
    fault_table: bool = False

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that run."""
        found = rules_named(self.rule_ids)
        return found if self.prove else tuple(rule for rule in found if not rule.proves)


@dataclass(frozen=True, slots=True)
class Reading:
    """A definition as it was read. `process_type` of a flow that is no orchestration; None: no flow at all."""

    orchestration: Orchestration | None
    diagnostics: tuple[Diagnostic, ...]
    process_type: str | None = None
    is_flow: bool = True


@dataclass(frozen=True, slots=True)
class FileOutcome(Portable):
    """The findings of one file; `result` None: nothing to say of it (an ordinary flow, met in a folder).

    `remarks` are about the project around it, such as a called flow that cannot be read; `contradictions` are
    pairs of a configuration file and what it says against a flow; `root` is the project's folder. `exports` are
    certificates, `witnesses` the runs of findings as scenarios: file names and texts. `fault_table` where it was asked for. `is_proved`:
    proofs were made, whatever they said.
    """

    result: FileResult | None
    findings: tuple[Finding, ...] = ()
    crashed: bool = False
    seconds: tuple[tuple[str, float], ...] = ()
    remarks: tuple[str, ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()
    root: str = ""
    obligations: tuple[Obligation, ...] = ()
    exports: tuple[tuple[str, str], ...] = ()
    witnesses: tuple[tuple[str, str], ...] = ()
    fault_table: tuple[FaultRow, ...] = ()
    is_proved: bool = False


def api_name(path: str) -> str:
    """The API name that a file name gives: `force-app/Order.flow-meta.xml` is `Order`."""
    name = path.replace("\\", "/").rpartition("/")[2]
    for ending in (".flow-meta.xml", ".flow", ".orch", ".xml"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def is_language(source: Source) -> bool:
    """True for `.orch`: by its ending, else by its first character (XML begins with `<`)."""
    if source.path.endswith(".orch"):
        return True
    return not source.path.endswith((".xml", ".flow")) and not source.text.lstrip("\ufeff \t\r\n").startswith(
        "<"
    )


def read_definition(source: Source, *, forms: bool = False) -> Reading:
    """Read `.orch` or Salesforce XML. `forms` keeps how the XML was written (needed to write it back)."""
    if is_language(source):
        from ..grammar.language.parse import parse

        parsed = parse(source)
        return Reading(parsed.orchestration, parsed.diagnostics)
    from ..grammar.salesforce.read import read

    result = read(source, api_name(source.path), forms=forms)
    return Reading(result.orchestration, result.diagnostics, result.process_type, result.is_flow)


def nothing_in(reading: Reading, source: Source) -> str:
    """Why there is no orchestration in a source, for people."""
    if is_language(source):
        return "there is no orchestration in it."
    if not reading.is_flow:
        return "it is no Salesforce flow: its root element is not Flow."
    return (
        f"{api_name(source.path)} is a flow of process type {reading.process_type}, not an orchestration "
        "(Orchestrator or ApprovalWorkflow)."
    )


def unreadable(path: str, reason: str, settings: Settings) -> FileOutcome:
    """A file whose text cannot be had."""
    kind = "orch" if path.endswith(".orch") else "flow-xml"
    rule = _reader_rule(Problem.UNREADABLE_FILE, settings.rules)
    findings = (finding_without_source(rule, path, reason),) if rule else ()
    return FileOutcome(FileResult(path, kind, None, None, "unreadable", reason), findings)


def failed(path: str, error: Exception) -> FileOutcome:
    """A file on which we failed ourselves: said as a finding, and the run exits with 3."""
    kind = "orch" if path.endswith(".orch") else "flow-xml"
    reason = f"Stageproof failed on this file: {type(error).__name__}: {error}. This is our bug, not yours."
    rule = _reader_rule("rule-crashed", all_rules())
    findings = (
        (finding_without_source(rule, path, reason, "Please report it with this file."),) if rule else ()
    )
    return FileOutcome(FileResult(path, kind, None, None, "unreadable", reason), findings, crashed=True)


def _of_crashes(crashes: Sequence[Crash], orchestration: Orchestration, source: Source) -> Iterator[Finding]:
    """What is said of rules that came to no end: that their question was too large, or that we made a mistake."""
    for crash in crashes:
        if crash.is_budget:
            rule = rule_named("undecided-proof")
            message = f"Whether {crash.rule.id} is the case at {crash.where} was not decided: {crash.error}."
            advice = "Raise --budget, or split the stage that has the most steps waiting for each other."
        else:
            rule = _reader_rule("rule-crashed", all_rules())
            message = f"The rule {crash.rule.id} failed on {crash.where}: {crash.error}. This is our bug; the other rules ran."
            advice = "Please report it with this file."
        if rule is not None:
            yield finding_of(rule, Found(orchestration.where("name"), message, advice), crash.where, source)


def check_source(
    source: Source,
    settings: Settings,
    contract: Callable[[str], FlowContract | None],
    *,
    has_project: bool = False,
    explicit: bool = False,
) -> FileOutcome:
    """Check the text of one file. `explicit`: the user named this very file, so it is always spoken of."""
    timer = Timer() if settings.measure else None
    begin = perf_counter()
    reading = read_definition(source)
    if timer:
        timer.add("(reading)", perf_counter() - begin)
    kind = "orch" if is_language(source) else "flow-xml"
    orchestration = reading.orchestration
    findings = _reader_findings(reading.diagnostics, settings.rules, source)
    if orchestration is None:
        return _without_orchestration(source, kind, reading, findings, settings, explicit=explicit)
    context = Context(
        orchestration,
        source,
        contract,
        has_project=has_project,
        known=settings.known,
        profile=settings.profile,
        budget=settings.budget,
    )
    has_syntax_error = any(diagnostic.problem is Problem.SYNTAX_ERROR for diagnostic in reading.diagnostics)
    unproved = why_nothing_is_proved(context, has_syntax_error=has_syntax_error)
    proves = settings.prove and unproved is None
    rules = tuple(
        rule
        for rule in settings.rules
        if (proves or not rule.proves) and not (has_syntax_error and rule.needs_whole)
    )
    visits, crashes = walk(rules, context, timer)
    broken = _lines_with_syntax_errors(reading.diagnostics, source)
    found = (finding_of(visit.rule, visit.found, visit.element, source) for visit in visits)
    findings += [finding for finding in found if finding.region.line not in broken]
    if proves:
        findings = not_explained(findings)
    findings += _of_crashes(crashes, orchestration, source)
    proved = _proved(context, settings) if proves else Proved()
    if proved.problem is not None:
        rule_id, message = proved.problem
        at = Found(orchestration.where("name"), message, HELP[rule_id])
        rule = rule_named(rule_id)
        findings += [finding_of(rule, at, orchestration.name, source)] if rule else []
    findings = _accept(findings, orchestration, source, settings, () if has_syntax_error else rules)
    return FileOutcome(
        FileResult(
            source.path,
            kind,
            orchestration.name,
            orchestration.kind,
            "checked",
            f"nothing was proved: {unproved}" if settings.prove and unproved else None,
        ),
        tuple(_finish(findings, source, settings)),
        any(not crash.is_budget for crash in crashes) or proved.is_ours,
        tuple(sorted(timer.seconds.items())) if timer else (),
        (*_unsaid(orchestration, rules, settings, unproved), *proved.left_out),
        obligations=proved.obligations,
        exports=proved.exports,
        witnesses=_witnesses(findings, context) if settings.witnesses and proves else (),
        fault_table=proved.fault_table,
        is_proved=proves,
    )


def _unsaid(
    orchestration: Orchestration, rules: Sequence[Rule], settings: Settings, unproved: str | None
) -> Iterator[str]:
    """What was not looked at in a definition, in words."""
    if orchestration.scenarios:
        yield NOT_RUN
    if settings.prove and unproved:
        yield f"Nothing was proved of {orchestration.name}: {unproved}."
    waiting = sum(rule.needs_whole for rule in settings.rules) - sum(rule.needs_whole for rule in rules)
    if waiting:
        verb = "needs" if waiting == 1 else "need"
        yield (
            f"{count(waiting, 'rule')} that {verb} all of {orchestration.name} did not run: mend its syntax first."
        )


def _proved(context: Context, settings: Settings) -> Proved:
    from .proofs.decided import decided

    return decided(context, settings.certify, fault_table=settings.fault_table, traces=settings.traces)


def _witnesses(findings: list[Finding], context: Context) -> tuple[tuple[str, str], ...]:
    from .witness.witnesses import witnesses_of

    return witnesses_of(findings, context)


def _without_orchestration(
    source: Source,
    kind: str,
    reading: Reading,
    findings: list[Finding],
    settings: Settings,
    *,
    explicit: bool,
) -> FileOutcome:
    if findings:
        result = FileResult(source.path, kind, None, reading.process_type, "unreadable", findings[0].message)
        return FileOutcome(result, tuple(_finish(findings, source, settings)))
    if reading.process_type in FOREIGN_ORCHESTRATION_TYPES or explicit:
        reason = _why_not(reading)
        rule = _reader_rule(Problem.UNSUPPORTED_PROCESS_TYPE, settings.rules)
        if rule:
            begin = (
                max(source.text.find(f"<processType>{reading.process_type}"), 0)
                if reading.process_type
                else 0
            )
            length = len(f"<processType>{reading.process_type}</processType>") if reading.process_type else 0
            found = Found(Span(begin, begin + length), reason, "Name a file that holds an orchestration.")
            findings = [finding_of(rule, found, "", source)]
        result = FileResult(source.path, kind, None, reading.process_type, "skipped", reason)
        return FileOutcome(result, tuple(_finish(findings, source, settings)))
    return FileOutcome(None)


def _why_not(reading: Reading) -> str:
    if not reading.is_flow:
        return "This file is no Salesforce flow (its root element is not Flow), so there is nothing to check in it."
    if reading.process_type is None:
        return "This flow has no processType, so it is no orchestration and there is nothing to check in it."
    return (
        f"This is a flow of process type {reading.process_type}, not an orchestration (Orchestrator or "
        "ApprovalWorkflow): it is read where an orchestration calls it, and not checked by itself."
    )


def _accept(
    findings: list[Finding],
    orchestration: Orchestration,
    source: Source,
    settings: Settings,
    ran: tuple[Rule, ...],
) -> list[Finding]:
    """The findings without those that are accepted, and what is to be said of that; of rules that did not run, nothing."""
    written = tuple(suppressions(orchestration))
    if not written and not settings.accepted:
        return findings
    judged, used = apply(findings, (*written, *settings.accepted))
    known = tuple(rule.id for rule in all_rules())
    return judged + list(judge_suppressions(written, used, ran, known, source))


def _finish(findings: Iterable[Finding], source: Source, settings: Settings) -> Iterable[Finding]:
    adjusted = [
        finding.with_severity(settings.severities[finding.rule])
        if finding.rule in settings.severities
        else finding
        for finding in findings
    ]
    adjusted.sort(key=lambda finding: finding.order)
    if not settings.identify:
        return adjusted
    from .identity import identify

    return identify(adjusted, source.text)


def _reader_findings(
    diagnostics: Iterable[Diagnostic], rules: tuple[Rule, ...], source: Source
) -> list[Finding]:
    findings: list[Finding] = []
    for diagnostic in diagnostics:
        rule = _reader_rule(diagnostic.problem, rules)
        if rule:
            findings.append(finding_of_diagnostic(rule, diagnostic, source))
    return findings


def _lines_with_syntax_errors(diagnostics: Iterable[Diagnostic], source: Source) -> frozenset[int]:
    """The lines of which only a part was understood: what a rule says of that part would confuse."""
    places = [region(source, each.span) for each in diagnostics if each.problem is Problem.SYNTAX_ERROR]
    return frozenset(line for place in places for line in range(place.line, place.end_line + 1))


def _reader_rule(name: str, rules: tuple[Rule, ...]) -> Rule | None:
    return next((rule for rule in rules if rule.id == name), None)
