"""An address of one org written into the definition."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..literal_texts import literal_texts
from ..rule import Found, Preset, rule

OF_AN_ORG = (
    ".my.salesforce.com",
    ".my.salesforce-setup.com",
    ".my.salesforce.mil",
    ".my.site.com",
    ".lightning.force.com",
    ".visual.force.com",
    ".vf.force.com",
)
"""Ends of host names that begin with the name of an org."""


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="The address of an org is written into the definition.",
    rationale="The host name of an org changes between sandboxes and production, and with its My Domain. A "
    "link that is written out leads people to the wrong org, or nowhere.",
    source="Salesforce Help, My Domain URL Formats",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input link = "https://acme.my.salesforce.com/lightning/o/Case" }
  }
  flow Look_Up { type AutoLaunchedFlow  in link: text }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input link = "https://help.salesforce.com/s/article" }
  }
  flow Look_Up { type AutoLaunchedFlow  in link: text }
}
""",
)
def check(_: Orchestration, context: Context) -> Iterator[Found]:
    """Report texts with an address of an org in them."""
    for literal in literal_texts(context):
        host = _host(literal.text) if "://" in literal.text else None
        if host:
            yield Found(
                literal.at,
                f"The address {host} is written into {literal.role}: it belongs to one org.",
                "Build the link from a formula such as LEFT({!$Api.Partner_Server_URL_640}, FIND(...)), or "
                "from a custom label.",
                element=literal.element,
            )


def _host(text: str) -> str | None:
    for rest in text.split("://")[1:]:
        host = rest.replace("/", " ").replace('"', " ").partition(" ")[0].casefold()
        if host.endswith(OF_AN_ORG):
            return host
    return None
