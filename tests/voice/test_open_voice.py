"""Which voice this machine has, and why: speech, tones or silence."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from coach.cli import doctor
from coach.voice import open_voice as module
from coach.voice import tones
from coach.voice.open_voice import open_voice, why_no_tones, why_no_voice
from coach.voice.speaker import SilentVoice, Speaker


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A machine with these programs, and nothing else of what a voice wants unless it is said."""

    def make(*programs: str, platform: str = "linux", device: bool = True, server: bool = False) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        for where in (module, tones):
            monkeypatch.setattr(
                where, "program", lambda *names: next((f"/bin/{name}" for name in names if name in programs), None)
            )
        monkeypatch.setattr(module, "_sound_device", lambda: device)
        monkeypatch.setattr(tones, "sound_server", lambda: server)

    return make


@pytest.mark.parametrize(
    ("programs", "others", "speech", "beeps"),
    [
        (("espeak-ng", "aplay"), {}, None, None),
        (("espeak-ng",), {}, None, "no player for sounds: install alsa-utils (aplay)"),
        (("espeak",), {}, None, "no player for sounds: install alsa-utils (aplay)"),
        (("aplay",), {}, "no speech engine: install espeak-ng", None),
        (("paplay",), {"server": True}, "no speech engine: install espeak-ng", None),
        (("paplay",), {}, "no speech engine: install espeak-ng", "no player for sounds: install alsa-utils (aplay)"),
        (("espeak-ng", "aplay"), {"device": False}, "no sound device", "no sound device"),
        (("say", "afplay"), {"platform": "darwin"}, None, None),
        (("powershell",), {"platform": "win32"}, None, None),
        ((), {"platform": "win32"}, "no speech engine: PowerShell is not on the path", None),
        (("afplay",), {"platform": "darwin"}, "no speech engine: `say` is not on the path", None),
    ],
)
def test_what_a_machine_can_say(
    programs: tuple[str, ...], others: dict[str, object], speech: str | None, beeps: str | None,
    machine: Callable[..., None],
) -> None:  # fmt: skip
    machine(*programs, **others)
    assert (why_no_voice(), why_no_tones()) == (speech, beeps)


def test_without_a_speech_engine_there_are_tones_and_the_reason(machine: Callable[..., None]) -> None:
    machine("aplay")
    beeping = open_voice()
    assert isinstance(beeping, Speaker)
    assert beeping.reason == "no speech engine: install espeak-ng"
    beeping.close()


@pytest.mark.parametrize(
    ("programs", "works", "advice"),
    [
        (("espeak-ng", "aplay"), True, ""),
        (("aplay",), False, "Without it the coach beeps; you can read everything it says."),
        ((), False, "Without it the coach is silent; you can read everything it says."),
    ],
)
def test_doctor_says_what_is_heard_instead(
    programs: tuple[str, ...], works: bool, advice: str, machine: Callable[..., None]
) -> None:
    machine(*programs)
    found = doctor._voice()
    assert (found.works, found.advice) == (works, advice)


def test_without_a_sound_device_there_is_silence(machine: Callable[..., None]) -> None:
    machine("espeak-ng", "aplay", device=False)
    silent = open_voice()
    assert isinstance(silent, SilentVoice)
    assert silent.reason == "no sound device"


@pytest.mark.parametrize("wrong", [{"talk": "loud"}, {"numbers": "tlh"}])
def test_a_setting_that_does_not_exist_is_an_error_even_where_nothing_is_heard(
    wrong: dict[str, str], machine: Callable[..., None]
) -> None:
    machine(device=False)
    with pytest.raises(ValueError, match="is none of"):
        open_voice(**wrong)
