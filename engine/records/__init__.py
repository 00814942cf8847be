"""What a run leaves behind, in the shape of Salesforce's own objects, and its state and events as JSON."""
