"""`coach record`: the landmarks of a source, raw, to a file."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.console import show_line
from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.recording_file import check_recording
from coach.cli.signals import interrupts
from coach.wording.catalogue import _


def record(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="The recording to write (.npz).")],
    source: options.SourceOption = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            parser=options.number(0.1, options.DAY_S), metavar="SECONDS", help="Stop after this many seconds."
        ),
    ] = None,
    model: options.ModelOption = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over a file that already exists.")] = False,
) -> None:
    """Save your movement to a file, as points without pictures."""
    from coach.cli.settings import camera_for

    check_recording(out, overwrite=overwrite)
    run_record(out, camera_for(source), seconds=seconds, model=model)


def run_record(out: Path, text: str, *, seconds: float | None, model: Path | None) -> None:
    """Record until the source ends, `seconds` are over, or Ctrl-C; in each case the file is written."""
    from coach.capture.recording import Recorder
    from coach.errors import SourceLostError

    recorder = Recorder(out)
    source = opened(text)
    lost = None
    bundle = bundle_for(source, model)
    with interrupts.noted(), ExitStack() as stack:
        stack.callback(source.close)
        frames = tracked(stack, source, bundle, paced=False)
        stack.enter_context(recorder)
        if source.live and seconds is None:
            show_line(_("Recording. Ctrl-C ends it and keeps the file."))
        try:
            for _image, frame in frames:
                recorder.add(frame)
                if interrupts.asked or (seconds is not None and frame.t_s >= seconds):
                    break
                if recorder.full:
                    show_line(_("The recording is full: {frames} frames are the most.", frames=len(recorder)))
                    break
        except SourceLostError as error:
            lost = error
    print(_("{file}: {frames} frames", file=out, frames=len(recorder)))
    if lost is not None:
        raise lost
    interrupts.check()
