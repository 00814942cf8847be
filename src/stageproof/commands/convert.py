"""`stageproof convert`: Salesforce XML to `.orch` and back."""

from argparse import ArgumentParser, Namespace

from ..checker.check_file import api_name, is_language
from ..grammar.source import Source
from ..inputs import read_orchestration, read_source
from ..terminal import UsageError, add_common_options, say, write_output

EPILOG = """\
examples:
  stageproof convert force-app/main/default/flows/Onboarding.flow-meta.xml --to orch -o Onboarding.orch
  stageproof convert Onboarding.orch --to xml -o Onboarding.flow-meta.xml

Nothing of the definition is lost: layout, unknown tags and the way the XML was written travel in `layout` and
`xml` blocks of the .orch file; what XML has no place for (contracts, properties, scenarios) travels in comments of
the XML. Only # comments, and the order in which an .orch file tells its members, have no place there.
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
    _refuse_odd_output(arguments)
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
    _say_what_xml_lacks(source, orchestration.name, arguments)
    write_output(result.text, arguments.output)
    return 0


def _refuse_odd_output(arguments: Namespace) -> None:
    output = arguments.output
    if output is None or output == "-":
        return
    ending = ".orch" if arguments.to == "orch" else ".xml"
    other = ".xml" if arguments.to == "orch" else ".orch"
    if output.endswith(other):
        raise UsageError(
            f"--to {arguments.to} would be written to {output}; a name that ends in {ending} was expected."
        )


def _say_what_xml_lacks(source: Source, name: str, arguments: Namespace) -> None:
    if is_language(source):
        from ..grammar.language.comments import comments_of

        count = len(comments_of(source))
        if count:
            what = "comment has" if count == 1 else "comments have"
            say(
                f"{source.path}: note: {count} # {what} no place in XML and will not be there.",
                quiet=arguments.quiet,
            )
    if arguments.output and arguments.output != "-" and api_name(arguments.output) != name:
        say(
            f"{arguments.output}: note: the file name is the API name; this is {name}, and {name}.flow-meta.xml was "
            "expected.",
            quiet=arguments.quiet,
        )
