"""What each rule of `orch.lark` makes of its parts."""
