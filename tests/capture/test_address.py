"""No password of an address is ever shown, whatever is in it and wherever it stands; and what opens it has it whole."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.capture.address import HIDDEN, parsed, shown
from coach.capture.open_source import SCHEMES, open_source
from coach.errors import SourceError

TOKEN = "hunter2"
SPECIAL = st.text("@:/?#&=;%[]!$'()*+,._- \tü\\aB1", max_size=4)
SECRETS = st.builds(lambda a, b: f"{a}{TOKEN}{b}", SPECIAL, SPECIAL)
HOSTS = st.sampled_from(["camera", "camera.local:8080", "192.168.1.9", "[::1]:554", "h:0"])
PATHS = st.sampled_from(["", "/", "/video", "/a/b.sdp", "/@live", "/x@y/z", "/user=me_channel=1"])
QUERIES = st.sampled_from(["", "?x=1", "?mail=a@b.c", "?a&b=2", "#top", "?q=/a?b@c"])
USERS = st.sampled_from(["me", "me@home", "", "m/e", "12"])


@given(st.sampled_from(SCHEMES), USERS, SECRETS, st.booleans(), HOSTS, PATHS, QUERIES)
def test_the_password_before_the_host_is_never_shown(
    scheme: str, user: str, secret: str, coded: bool, host: str, path: str, query: str
) -> None:
    password = quote(secret, safe="") if coded else secret
    text = f"{scheme}://{user}:{password}@{host}{path}{query}"
    assert TOKEN not in shown(text)
    found = parsed(text)
    assert not found.clear or TOKEN not in found.kept


@given(SECRETS, st.sampled_from(["password", "pwd", "token", "PASS", "api_key", "x", ""]), HOSTS, PATHS, st.booleans())
def test_a_secret_in_the_query_is_never_shown(secret: str, name: str, host: str, path: str, last: bool) -> None:
    pair = f"{name}={quote(secret, safe='')}" if name else quote(secret, safe="")
    assert TOKEN not in shown(f"http://{host}{path}?{pair}" if last else f"http://{host}{path}?{pair}&size=640")


@given(st.text("me@.ü", max_size=6), st.text("ab1@:!$%&=+ü", min_size=1, max_size=12), HOSTS)
def test_what_opens_it_has_the_password_as_it_was_typed(user: str, secret: str, host: str) -> None:
    typed = secret.replace("%", "%25")
    found = parsed(f"rtsp://{user}:{typed}@{host}/video?size=640")
    assert found.clear
    parts = urlsplit(found.url)
    assert (unquote(parts.username or ""), unquote(parts.password or "")) == (user, unquote(typed))
    assert found.url.endswith(f"@{host}/video?size=640")


@given(st.text(max_size=60))
def test_anything_can_be_asked_about(text: str) -> None:
    shown(text)
    shown(f"http://{text}")
    parsed(f"rtsp://me:{text}@host").kept  # noqa: B018


@pytest.mark.parametrize(
    ("text", "said", "kept", "opens"),
    [
        ("http://cam:8080/video", "http://cam:8080/video", "http://cam:8080/video", "http://cam:8080/video"),
        ("http://me:p@ss@cam/v", "http://cam/v", f"http://me:{HIDDEN}@cam/v", "http://me:p%40ss@cam/v"),
        ("http://me:pa/ss@cam/v", "http://cam/v", f"http://me:{HIDDEN}@cam/v", "http://me:pa%2Fss@cam/v"),
        ("http://me:s%40c@cam/v", "http://cam/v", f"http://me:{HIDDEN}@cam/v", "http://me:s%40c@cam/v"),
        ("http://cam/v?password=abc&size=2", f"http://cam/v?password={HIDDEN}&size={HIDDEN}",
         f"http://cam/v?password={HIDDEN}&size=2", "http://cam/v?password=abc&size=2"),
        ("rtsp://cam/user=me_password=abc", f"rtsp://cam/user={HIDDEN}",
         f"rtsp://cam/user=me_password={HIDDEN}", "rtsp://cam/user=me_password=abc"),
    ],
)  # fmt: skip
def test_known_answers(text: str, said: str, kept: str, opens: str) -> None:
    found = parsed(text)
    assert (found.shown, found.kept, found.opens(text)) == (said, kept, opens)


@pytest.mark.parametrize("text", ["http://me:12/34@cam/v", "http://cam/@live", "http://me:p@s/s@cam", "http://[::1/x"])
def test_what_cannot_be_told_apart_is_not_shown_and_opened_as_it_stands(text: str) -> None:
    found = parsed(text)
    assert (found.clear, found.shown, found.opens(text)) == (False, f"http://{HIDDEN}", text)


@pytest.mark.parametrize(
    "text", ["htp://me:hunter2@cam/v", "http://me:hunter2@127.0.0.1:x/v", "http://me:hun/ter2@h:1/"]
)
def test_no_error_tells_it(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(text)
    assert "hun" not in str(caught.value)


def test_other_sources_are_shown_as_they_are() -> None:
    assert [shown(text) for text in ("0", "/dev/video2", "me@home/clip.mp4")] == [
        "0",
        "/dev/video2",
        "me@home/clip.mp4",
    ]
