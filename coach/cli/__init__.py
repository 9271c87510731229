"""The command line: the only place that wires the rooms together. Nothing heavy is imported until it is needed."""

from __future__ import annotations


def main() -> None:
    """The `coach` command. Exits with 0 done, 2 wrong usage or definition, 3 source, 4 model, 130 Ctrl-C."""
    code = 130
    try:
        from coach.cli.interrupts import interrupts

        interrupts.install()
        code = _run()
    except KeyboardInterrupt:
        code = 130
    _leave(code)


def _run() -> int:
    from coach.cli.failures import explain

    try:
        from coach.cli.commands import app

        result = app(prog_name="coach", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except SystemExit:  # how typer ends when whoever read our output has seen enough
        return 0
    except Exception as error:
        return explain(error)


def _leave(code: int) -> None:
    """Nothing is left to lose: from here on Ctrl-C and closed pipes just end the program."""
    import os
    import signal
    import sys

    try:
        signal.signal(signal.SIGINT, lambda *_: os._exit(code))
        for stream in (sys.stdout, sys.stderr):
            _flush(stream)
    except KeyboardInterrupt:
        os._exit(code)
    sys.exit(code)


def _flush(stream: object) -> None:
    import contextlib
    import os

    try:
        stream.flush()  # type: ignore[attr-defined]
    except (OSError, ValueError):  # whoever read it has gone; the interpreter must not try once more and complain
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]
    except AttributeError:
        return
