"""The output formats by name. Only the one that is asked for is imported."""

from typing import Final

from ..report import Report

FORMATS: Final = ("full", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")


def render(
    report: Report,
    format: str,
    *,
    color: bool = False,
    links: bool = False,
    quiet: bool = False,
    columns: int | None = None,
) -> str:
    """A report as text. `color`, `links` (OSC 8) and `columns` (the width) are for terminals; `quiet`: findings, and the
    lists that were asked for.

    Raises ValueError for a format that does not exist.
    """
    match format:
        case "full":
            from .full import full

            return full(report, color=color, links=links, quiet=quiet, columns=columns)
        case "concise":
            from .concise import concise

            return concise(report, color=color, quiet=quiet)
        case "json":
            from .json_format import json_format

            return json_format(report)
        case "sarif":
            from .sarif import sarif

            return sarif(report)
        case "github":
            from .github import github

            return github(report)
        case "gitlab":
            from .gitlab import gitlab

            return gitlab(report)
        case "junit":
            from .junit import junit

            return junit(report)
        case "markdown":
            from .markdown import markdown

            return markdown(report)
        case _:
            raise ValueError(f"no output format {format}")
