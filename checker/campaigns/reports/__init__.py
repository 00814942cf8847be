"""What came of campaigns, for people and machines."""
