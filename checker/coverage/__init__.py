"""What runs came by of what there is: table rows, elements, connectors, outcomes, errors; and why they did not."""
