"""The command line: the only place that wires the rooms together. Nothing heavy is imported until it is needed."""

from __future__ import annotations

from typing import NoReturn, TextIO


def main() -> NoReturn:
    """The `coach` command. Exits with 0 done, 2 wrong usage or definition, 3 source, 4 model, 130 Ctrl-C."""
    code = 130
    _stand_in_for_closed_streams()
    try:
        from coach.cli.signals import interrupts

        interrupts.install()
        code = _run()
    except KeyboardInterrupt:
        code = 130
    _leave(code)


def _stand_in_for_closed_streams() -> None:
    """Python has None in the place of a stream that was closed before it started; who writes there need not know."""
    import os
    import sys
    from pathlib import Path

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  (stays open to the end)


def _run() -> int:
    from coach.cli.error_lines import explain
    from coach.cli.language import choose_language

    try:
        choose_language()
        from coach.cli.app import app

        result = app(prog_name="coach", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except SystemExit:  # how typer ends when whoever read our output has seen enough
        return 0
    except Exception as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # Python 3.11 wraps what falls into the making of a class
            raise error.__cause__ from None
        return explain(error)


def _leave(code: int) -> NoReturn:
    """End the process at once. If Python shut down normally, an earlier Ctrl-C, or one that comes meanwhile, could make
    it end by the signal or print a traceback."""
    import atexit
    import os
    import signal
    import sys

    try:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: os._exit(code))
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            _flush(stream)
    finally:
        os._exit(code)


def _flush(stream: TextIO | None) -> None:
    import contextlib

    with contextlib.suppress(OSError, ValueError):  # the program that read our output has ended
        if stream is not None:
            stream.flush()
