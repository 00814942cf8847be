"""The formula language of Salesforce flows: what is written in a Formula resource, as a tree."""
