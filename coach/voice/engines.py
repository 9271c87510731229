"""The platform's own speech program: espeak-ng on Linux, `say` on macOS, PowerShell's System.Speech on Windows.

A program can be cut short in the middle of a word, and when it hangs or crashes it takes nothing with it. A speech
library inside the coach's own process can do neither.
"""

from __future__ import annotations

import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from functools import cache

from coach.child_process import run, start
from coach.voice.sentence import Sentence
from coach.wording.catalogue import _

WORDS_PER_MINUTE = 170  # chosen by ear: calm, about as people talk
LONGEST_S = 30.0  # an engine that talks longer than this about one sentence hangs
LOOK_S = 0.03  # a sentence that is cut off falls silent this soon


class ProgramEngine:
    """Starts a program for each sentence, with the text on its standard input."""

    def __init__(self, command: Callable[[Sentence], list[str]]) -> None:
        self._command = command

    def speak(self, sentence: Sentence, cut: threading.Event) -> None:
        """Say the text; return when it is said or cut off. RuntimeError if the program fails or hangs."""
        command = self._command(sentence)
        quiet = subprocess.DEVNULL
        with start(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as program:
            try:
                program.stdin.write(sentence.text.encode())  # type: ignore[union-attr]
                program.stdin.close()  # type: ignore[union-attr]
            except OSError:  # it ended before it had read everything; its exit code says why
                pass
            until_s = time.monotonic() + LONGEST_S
            while (code := _code(program)) is None:
                if cut.is_set() or time.monotonic() > until_s:
                    program.kill()
                    break
        if code is None and not cut.is_set():
            raise RuntimeError(_("{program} does not come to an end", program=command[0]))
        if code not in (None, 0, -signal.SIGINT):  # Ctrl-C in the terminal reaches it too
            raise RuntimeError(_("{program} ended with {code}", program=command[0], code=code))


def _code(program: subprocess.Popen[bytes]) -> int | None:
    try:
        return program.wait(LOOK_S)
    except subprocess.TimeoutExpired:
        return None


def espeak(program: str) -> Callable[[Sentence], list[str]]:
    """The command line of espeak-ng, or of espeak, which understands the same; -z: no pause at the end."""
    return lambda s: [program, "-v", s.language, "-s", str(WORDS_PER_MINUTE), "-z", "--stdin"]


def say(program: str) -> Callable[[Sentence], list[str]]:
    """The command line of macOS's own `say`, with a voice of the sentence's language where one is installed."""

    def command(sentence: Sentence) -> list[str]:
        voice = mac_voice(program, sentence.language)
        return [program, "-r", str(WORDS_PER_MINUTE), *(["-v", voice] if voice else []), "-f", "-"]

    return command


_MAC_VOICES = {
    "en": ("Samantha", "Alex", "Daniel"), "de": ("Anna",), "fr": ("Thomas",), "es": ("Mónica", "Monica", "Paulina")
}  # fmt: skip


@cache
def mac_voice(program: str, language: str) -> str | None:
    """The first of the usual voices for this language that `say` knows, or None."""
    try:
        done = run([program, "-v", "?"], 10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    installed = {line.split(None, 1)[0] for line in done.stdout.splitlines() if line.strip()}
    return next((name for name in _MAC_VOICES[language] if name in installed), None)


_CULTURES = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES"}
_READ_ALOUD = (
    "Add-Type -AssemblyName System.Speech; $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "while ($null -ne ($line = [Console]::In.ReadLine())) { $culture, $text = $line -split ' ', 2; "
    "try { $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, $culture) } catch { }; "
    "$voice.Speak([Regex]::Unescape($text)); [Console]::Out.WriteLine('said') }"
)


class PowerShellEngine:
    """Windows' own speech, in one PowerShell that reads a line a sentence and answers when it is said."""

    def __init__(self, program: str = "powershell") -> None:
        self._program = program
        self._answers: queue.Queue[str] = queue.Queue()
        self._shell: subprocess.Popen[str] | None = self._started()

    def speak(self, sentence: Sentence, cut: threading.Event) -> None:
        """Say the text; return when it is said or cut off. RuntimeError if PowerShell fails or hangs."""
        shell = self._shell = self._shell or self._started()
        plain = sentence.text.replace("\\", " ").encode("ascii", "backslashreplace").decode()
        try:
            shell.stdin.write(f"{_CULTURES[sentence.language]} {plain}\n")  # type: ignore[union-attr]
            shell.stdin.flush()  # type: ignore[union-attr]
        except OSError as error:
            raise RuntimeError(_("{program} ended: {reason}", program=self._program, reason=error)) from error
        until_s = time.monotonic() + LONGEST_S
        while not cut.is_set():
            try:
                if not self._answers.get(timeout=LOOK_S):
                    raise RuntimeError(_("{program} ended", program=self._program))
                return
            except queue.Empty:
                if time.monotonic() > until_s:
                    shell.kill()
                    raise RuntimeError(_("{program} does not come to an end", program=self._program)) from None
        shell.kill()
        self._shell = None

    def _started(self) -> subprocess.Popen[str]:
        shell = start(
            [self._program, "-NoProfile", "-NonInteractive", "-Command", _READ_ALOUD],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        self._answers = queue.Queue()
        threading.Thread(target=_pass_on, args=(shell, self._answers), name="speech", daemon=True).start()
        return shell


def _pass_on(shell: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    """Put each line that the shell writes into the queue, and "" when it ends."""
    for line in shell.stdout or ():
        answers.put(line)
    answers.put("")
