"""What formulas mean: functions of whatever the references are read from."""
