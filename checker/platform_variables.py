"""Variables that the platform sets in a flow approval process."""

PLATFORM_VARIABLES = frozenset({"recordid", "submitter", "submissioncomments", "firstapprover"})
"""Names, in lower case, of the inputs that a submission fills (Salesforce Help, flow approval processes)."""
