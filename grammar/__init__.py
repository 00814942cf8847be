"""What an orchestration is: the language, its model, and Salesforce XML in and out."""
