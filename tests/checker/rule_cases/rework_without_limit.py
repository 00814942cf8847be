"""Further cases of the rule."""

from typing import Final

FLOWS: Final = """
  flow Ask { type Flow  out again: boolean not null }
  flow Do_It { type AutoLaunchedFlow  async }
}
"""

INTO_A_LOOP: Final = """
orchestration Order {
  start autolaunched -> First
  stage First { background Begin calls Do_It  then Choose }
  decision Choose { when Second is visited -> Third  otherwise -> Second }
  stage Second { background Mend calls Do_It  then go to First }
  stage Third { interactive Form calls Ask assigned to queue Desk  then More }
  decision More { when Form.Outputs.again = true -> go to Third  otherwise "no" -> end }
"""
"""First and Second come at most twice, and then Third as often as people say."""

INTO_NO_END: Final = """
orchestration Order {
  start autolaunched -> Second
  stage First { background Begin calls Do_It  then Choose }
  stage Second { interactive Form calls Maybe assigned to queue Desk  then Choose }
  decision Choose {
    when Form.Outputs.again = true -> go to First
    when Form.Outputs.again is null -> end
    otherwise "no" -> go to Second
  }
  flow Maybe { type Flow  out again: boolean }
"""
"""Second repeats until there is another answer; after a yes First does, without any end."""

CASES: Final = (
    (INTO_A_LOOP + FLOWS, "^Third can repeat any number of times"),
    (INTO_NO_END + FLOWS, "^Second can repeat any number of times"),
)
