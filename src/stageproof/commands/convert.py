"""`stageproof convert`: Salesforce XML to `.orch` and back."""

from argparse import ArgumentParser, Namespace

from ..inputs import read_orchestration, read_source
from ..terminal import UsageError, add_common_options, say, write_output

EPILOG = """\
examples:
  stageproof convert force-app/main/default/flows/Onboarding.flow-meta.xml --to orch -o Onboarding.orch
  stageproof convert Onboarding.orch --to xml -o Onboarding.flow-meta.xml

Nothing is lost: layout, unknown tags and the way the XML was written travel in `layout` and `xml` blocks of the
.orch file; what XML has no place for (contracts, properties, scenarios) travels in one comment of the XML.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the options of `convert`."""
    parser.epilog = EPILOG
    parser.add_argument(
        "file", metavar="FILE", help="a .orch, .flow-meta.xml or .flow file, or - for standard input"
    )
    parser.add_argument("--to", choices=("orch", "xml"), required=True, help="what to write")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of to standard output")
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Convert one file."""
    from ..grammar.convert import to_orch, to_xml

    source = read_source(arguments.file, arguments.stdin_filename)
    orchestration = read_orchestration(source, forms=True)
    if arguments.to == "orch":
        write_output(to_orch(orchestration), arguments.output)
        return 0
    result = to_xml(orchestration)
    for problem in result.diagnostics:
        place = source.position(problem.span.start)
        say(
            f"{source.path}:{place.line}:{place.column}: {problem.message}",
            quiet=arguments.quiet and result.text is not None,
        )
    if result.text is None:
        raise UsageError(f"{source.path} cannot be written as Salesforce XML; see above.")
    write_output(result.text, arguments.output)
    return 0
