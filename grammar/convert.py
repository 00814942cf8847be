"""Between the two formats of a definition, with nothing lost.

What the language has no words for (canvas positions, the way an XML file was written, unknown tags) stands in `layout`
and `xml` blocks of the `.orch` text. What XML has no place for (contracts, declared fields and names, parameters,
properties, scenarios, accepted findings, intended ends) stands in comments of the XML.
"""

from typing import TYPE_CHECKING

from .model import Orchestration

if TYPE_CHECKING:
    from .salesforce.write import WriteResult


def to_orch(orchestration: Orchestration) -> str:
    """The definition as text of an `.orch` file, formatted. Read from XML with its forms, it holds them too."""
    from .language.print import to_text

    return to_text(orchestration)


def to_xml(orchestration: Orchestration) -> "WriteResult":
    """The definition as Salesforce flow XML: the bytes that it was read from where nothing has changed since.

    What has no XML (`on error -> end`) refuses the whole, with the reason; notes say what a deploy would not accept.
    """
    from .salesforce.write import write

    return write(orchestration)
