"""pm4py on one workflow net, in a process of its own: `python peer_pm4py.py NET.pnml` prints one line of JSON.

The time does not hold pm4py's start-up, which takes seconds. pm4py is under the AGPL; nothing of ours imports it.
"""

import json
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
    import pm4py

    begin = time.perf_counter()
    net, initial, final = pm4py.read_pnml(sys.argv[1])
    found = pm4py.check_soundness(net, initial, final)
    seconds = time.perf_counter() - begin
sound = found[0] if isinstance(found, tuple) else found
sys.stdout.write(json.dumps({"seconds": seconds, "said": "sound" if sound else "not sound"}) + "\n")
