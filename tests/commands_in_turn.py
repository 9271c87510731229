"""Each command that is read, a JSON list of words a line, in a fork of this process, which has imported the command
line; answers each with the number of its process, its exit code and what it complained of."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from tempfile import gettempdir

from forked import become

from coach.cli import bench, main

bench.PICTURES, bench.WARM = 12, 2  # what it asks of the system is the same as with more of them
importlib.import_module("warm")
streams = Path(gettempdir())
for line in sys.stdin:
    process = os.fork()
    if process == 0:
        become(json.loads(line), dict(os.environ), Path.cwd(), None, streams)
        main()
        sys.exit()
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    complaints = (streams / "err").read_text()
    for stream in ("out", "err"):
        (streams / stream).unlink()  # before the answer, after which the folder is looked at
    print(json.dumps({"process": process, "code": code, "complaints": complaints}), flush=True)
