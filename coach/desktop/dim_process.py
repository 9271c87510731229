"""The process that dims the screen, for as long as the pipe to its standard input is open (see `dim.py`)."""

from __future__ import annotations

import os
import sys
import threading

from coach.desktop.dim import DARKNESS, LONGEST_S
from coach.wording.catalogue import _


def _end_with_pipe() -> None:
    sys.stdin.buffer.read()
    os._exit(0)  # ends even while the toolkit is busy


def main(text: str) -> None:
    """Dim every screen until standard input ends, or `LONGEST_S` have passed."""
    threading.Thread(target=_end_with_pipe, daemon=True).start()
    limit = threading.Timer(LONGEST_S, os._exit, (0,))
    limit.daemon = True
    limit.start()
    import tkinter

    root = tkinter.Tk()
    root.title(_("Posture coach"))
    root.overrideredirect(True)
    root.geometry(f"{root.winfo_screenwidth()}x{root.winfo_screenheight()}+0+0")
    root.configure(background="black")
    root.attributes("-alpha", DARKNESS)
    root.attributes("-topmost", True)
    tkinter.Label(root, text=text, foreground="white", background="black", font=("", 28)).pack(expand=True)
    root.bind("<Any-Button>", lambda _: os._exit(0))  # a click takes it away
    root.mainloop()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
