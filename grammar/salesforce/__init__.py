"""Salesforce flow XML of orchestrations and flow approval processes: read, and written back byte for byte."""
