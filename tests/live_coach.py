"""`coach` in a process of its own, with a recording in place of the camera and a signal at some moment of it.

python live_coach.py RECORDING SIGNAL AT_S do wall-slides ...; SIGNAL "-" waits there until one comes from outside.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from joined import Live

import coach.capture.open_source
from coach.body.landmarks import PoseFrame
from coach.cli import main
from coach.cli.signals import interrupts

SIGNALS = {one.name: int(one) for one in signal.Signals}


class Signalled(Live):
    """Sends this process a signal when it comes to that moment."""

    def __iter__(self) -> Iterator[tuple[None, PoseFrame]]:
        for none, frame in super().__iter__():
            if frame.t_s >= AT_S and SIGNAL is not None:
                os.kill(os.getpid(), SIGNAL)
            elif frame.t_s >= AT_S and not interrupts.asked:  # until the terminal is closed
                print("waiting", flush=True)
                while not interrupts.asked:
                    time.sleep(0.01)
            yield none, frame


if __name__ == "__main__":
    RECORDING, SIGNAL, AT_S = Path(sys.argv[1]), SIGNALS.get(sys.argv[2]), float(sys.argv[3])
    coach.capture.open_source.open_source = lambda text, size=None, fps=None: Signalled(RECORDING)
    sys.argv = ["coach", *sys.argv[4:]]
    main()
