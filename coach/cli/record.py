"""`coach record`: the landmarks of a source, raw, to a file."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from coach.cli.do import bundle_for, opened, tracked
from coach.cli.error_lines import say
from coach.cli.signals import interrupts


def run_record(out: Path, text: str, *, seconds: float | None, model: Path | None) -> None:
    """Record until the source ends, `seconds` are over, or Ctrl-C; in each case the file is written."""
    from coach.capture.recording import Recorder
    from coach.errors import SourceLostError

    recorder = Recorder(out)
    source = opened(text)
    lost = None
    try:
        bundle = bundle_for(source, model)
    except BaseException:
        source.close()
        raise
    with interrupts.noted(), ExitStack() as stack:
        stack.callback(source.close)
        frames = tracked(stack, source, bundle, paced=False)
        stack.enter_context(recorder)
        if source.live and seconds is None:
            say("Recording. Ctrl-C ends it and keeps the file.")
        try:
            for _, frame in frames:
                recorder.add(frame)
                if interrupts.asked or (seconds is not None and frame.t_s >= seconds):
                    break
        except SourceLostError as error:
            lost = error
    print(f"{out}: {len(recorder)} frames")
    if lost is not None:
        raise lost
    interrupts.check()
