"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes Case.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        "Route reads \\$Record.Status, which Set_Status has written",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes Account.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  creates Case.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  api 57
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  async  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        "below API 58",
    ),
    (
        """
orchestration Order {
  api 58
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  async  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  api 58
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        "at most when",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    background Other calls Unknown_Flow
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status.Name = "x" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when other.Status = "x" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    completes when $Record.Status = "Open"
    then Route
  }
  decision Route {
    outcome Open when Set_Status is Completed -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  api 57
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when Set_Status is Completed -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It starts when $Record.Status = "Open" }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        "Post reads",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" or $Record.Status = "New" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        "Route reads",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Prepare
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It { input text = $Record.Status } }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
        "Route",
    ),
)
