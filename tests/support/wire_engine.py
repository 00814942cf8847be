"""An engine in a process: the reference behind lines of JSON. A word on the command line spoils it in one way."""

from __future__ import annotations

import json
import subprocess
import sys
import time

from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.checker.adapters.remote.serving import answer_line


def main(spoiled: str) -> None:
    engine = ReferenceEngine()
    if spoiled == "child":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    for line in sys.stdin:
        call = json.loads(line)["call"]
        answer = answer_line(engine, line)
        if call == "do" or spoiled in ("silent", "dies", "stays"):
            answer = spoil(spoiled, answer)
        print(answer, flush=True)
    if spoiled in ("stays", "child"):
        time.sleep(60)


def spoil(how: str, answer: str) -> str:
    data = json.loads(answer)
    match how:
        case "silent" | "hangs":
            time.sleep(60)
        case "dies" | "dies-later":
            print("out of paper", file=sys.stderr)
            sys.exit(7)
        case "prose":
            return "I did it."
        case "list":
            return "[]"
        case "number":
            return json.dumps(data | {"id": 999})
        case "verdict":
            return json.dumps(data | {"answer": {"verdict": "perhaps"}})
        case "error":
            return json.dumps({"id": data["id"], "error": "the database is away"})
        case "twice":
            return answer + "\n" + answer
        case "deep":
            return "[" * 100_000
        case _:
            pass
    return answer


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
