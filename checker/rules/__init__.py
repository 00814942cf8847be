"""The rules, one file each. `docs/rules.md` is made from them."""
