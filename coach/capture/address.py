"""The address of a stream: what opens it, what of it may be shown, and what of it may be kept in a file.

People type passwords as they are, with an `@`, `/`, `?` or `#` in them, and put them into the query. So what cannot be
told apart for certain is not shown at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

HIDDEN = "***"
_VALUE = re.compile(r"=[^&;/?#]*")  # in a path as well: some cameras want rtsp://host/user=me_password=secret
_SECRET = re.compile(r"(?i)([?&;/_]|^)([^=&;/?_]*(?:pass|pwd|pw|secret|token|key|auth|sign)[^=&;/?_]*)=[^&;/?#]+")


@dataclass(frozen=True)
class Address:
    """An address, taken apart.

    Attributes
    ----------
    scheme : "rtsp".
    user, password : as they are meant, without percent signs for special characters; "" where there are none.
    host : "camera.local:554", with the port.
    tail : "/video?size=640": path and query.
    clear : False where it cannot be told what belongs to the password.
    """

    scheme: str
    user: str = ""
    password: str = ""
    host: str = ""
    tail: str = ""
    clear: bool = True

    @property
    def shown(self) -> str:
        """For people, the history and events: no user, no password, no value of a query."""
        if not self.clear or not self.host:
            return f"{self.scheme}://{HIDDEN}"
        path, mark, query = self.tail.partition("?")
        plain = "&".join(_VALUE.sub(f"={HIDDEN}", part) if "=" in part else HIDDEN for part in query.split("&"))
        return f"{self.scheme}://{self.host}{_VALUE.sub(f'={HIDDEN}', path)}{mark}{plain if mark else ''}"

    @property
    def url(self) -> str:
        """What opens it, with the special characters of user and password written as percent signs."""
        login = quote(self.user, safe="", errors="surrogateescape") + (
            f":{quote(self.password, safe='', errors='surrogateescape')}" if self.password else ""
        )
        return f"{self.scheme}://{login}{'@' if login else ''}{self.host}{self.tail}"

    def opens(self, text: str) -> str:
        """`url`, or the text it came from where that cannot be told apart."""
        return self.url if self.clear else text

    @property
    def kept(self) -> str:
        """As it may stand in a file: each secret in it is HIDDEN."""
        login = quote(self.user, safe="", errors="surrogateescape") + (f":{HIDDEN}" if self.password else "")
        tail = _SECRET.sub(rf"\1\2={HIDDEN}", self.tail)
        return f"{self.scheme}://{login}{'@' if login else ''}{self.host}{tail}"


def parsed(text: str) -> Address:
    """The address in a text with `://` in it."""
    scheme, _mark, rest = text.partition("://")
    before, _mark, after = rest.rpartition("@")
    try:
        parts = urlsplit(text)
        if "@" in rest.removeprefix(parts.netloc):
            if _names_a_host(parts.netloc):
                return Address(scheme, clear=False)
            return _with_login(scheme, before, urlsplit(f"{scheme}://{after}"), after)
        login, _mark, host = parts.netloc.rpartition("@")
        return _with_login(scheme, login, parts, f"{host}{rest.removeprefix(parts.netloc)}")
    except ValueError:
        return Address(scheme, clear=False)


def shown(text: str) -> str:
    """Any source as it may be shown: an address without its secrets, all else as it is."""
    return parsed(text).shown if "://" in text else text


def _with_login(scheme: str, login: str, parts: SplitResult, after: str) -> Address:
    """`after` is what stands behind the login, `parts` the same taken apart."""
    user, _colon, password = login.partition(":")
    host = parts.netloc.rpartition("@")[2]
    tail = after.removeprefix(host).partition("#")[0]
    return Address(scheme, unquote(user), unquote(password), host, tail)


def _names_a_host(netloc: str) -> bool:
    """False for "me:secr", the beginning of a password: behind the colon stands no port."""
    return "@" in netloc or re.fullmatch(r"[^:]*(:\d*)?|\[[^\]]*\](:\d*)?", netloc) is not None
