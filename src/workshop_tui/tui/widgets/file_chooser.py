"""Choosing files: a folder as a list, narrowed by typing, or paths pasted into the field."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from workshop_tui.practice.text import one_line
from workshop_tui.tui.widgets.line_list import LineList, Row

READABLE = frozenset(
    (".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".md")
)
_OURS = (".review", ".review-wal", ".review-shm")
"""Reviews are no chronologies; they often lie in the same folder."""


class PathField(Input):
    """What narrows the list; its owner hears of Enter, of arrows and of pasted paths at once.

    Args:
        owner: The chooser.
    """

    def __init__(self, owner: FileChooser) -> None:
        super().__init__(
            id="path",
            placeholder="type to find a file here, or paste the path of one",
            compact=True,
            select_on_focus=False,
        )
        self._owner = owner

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down", "enter") or (event.key == "space" and not self.value):
            event.stop()
            event.prevent_default()
            self._owner.from_field(event.key)
        else:
            await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        if self._owner.pasted(event.text):
            event.prevent_default()
            event.stop()


_NOT_HERE = "Files of the host's computer cannot be reached from a browser. The host takes them in."


class FileChooser(Vertical):
    """Folders and files, to be opened and marked.

    Args:
        folder: Where to begin.
        view: Makes a name fit to be shown.
        chosen: Called with the files that are to be read.
        folders: Whether a folder is chosen, to write into; one that is not there yet can be named.
    """

    def __init__(
        self,
        folder: Path,
        view: Callable[[str], str],
        chosen: Callable[[list[Path]], None],
        *,
        folders: bool = False,
    ) -> None:
        super().__init__(id="chooser")
        self._folders = folders
        self.folder = folder
        self.marked: dict[Path, None] = {}
        self._view = view
        self._chosen = self._if_here(chosen)

    def compose(self) -> ComposeResult:
        """Where one is, the field, the list."""
        yield Static(id="folder", markup=False)
        yield PathField(self)
        yield LineList(
            lambda text: one_line(self._view(text)), self._act, id="files", other_key=self._key
        )

    @property
    def _field(self) -> PathField:
        return self.query_one(PathField)

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    def on_mount(self) -> None:
        """Show the folder."""
        self.show()

    def take_focus(self) -> None:
        """The list has the keys."""
        self.screen.set_focus(self._list, scroll_visible=False)

    # -- showing ------------------------------------------------------------------------------

    def show(self, *, keep: bool = False) -> None:
        """Read the folder and list what fits the words in the field."""
        if self._remote:
            self._list.fill([Row("", _NOT_HERE, style="warn")], keep=keep)
            return
        wanted = self._field.value.strip().casefold()
        if "/" in wanted or "\\" in wanted or wanted.startswith("~"):
            wanted = self._follow(self._field.value.strip())
        folders, files, said = _listing(self.folder, wanted)
        if self._folders:
            files = []
        rows = [] if wanted else [Row("up", "↑ .. the folder above")]
        if self.marked:
            words = f"{len(self.marked)} chosen file{'s' * (len(self.marked) > 1)}"
            rows.insert(0, Row("go", f"▸ READ the {words}", style="good"))
        if self._folders:
            rows.insert(0, Row("use", f"▸ USE {self._wanted}", style="good"))
        for path, _ in folders:
            rows.append(Row("folder", f"▹ {path.name}{os.sep}", (path.name,)))
        for path, facts in files:
            sign = "☒" if path in self.marked else "☐"
            style = "" if path.suffix.casefold() in READABLE else "faint"
            style = "good" if path in self.marked else style
            rows.append(Row("file", f"{sign} {path.name}   {facts}", (path.name,), style))
        if not folders and not files and not self._folders:
            said = said or ("nothing here fits these words" if wanted else "it is empty")
            rows.append(Row("", said, style="warn"))
        self._list.fill(rows, keep=keep)
        if not keep:
            wants = ("use",) if self._folders and not folders else ("folder", "file")
            self._list.go_to(self._list.find(lambda row: row.what in wants))
        self._paint_folder()

    @property
    def _remote(self) -> bool:
        """Whether the seat is in a browser: the computer's files are not that person's."""
        seat = getattr(self.app, "seat", None)
        return seat is not None and seat.remote

    def _if_here(self, chosen: Callable[[list[Path]], None]) -> Callable[[list[Path]], None]:
        return lambda paths: None if self._remote else chosen(paths)

    @property
    def _wanted(self) -> Path:
        """The folder that would be used: the one shown, or a new one in it."""
        typed = self._field.value.strip()
        name = Path(typed).name if typed and not typed.endswith(("/", "\\")) else ""
        return self.folder / name if name not in (".", "..", "~") else self.folder

    def _paint_folder(self) -> None:
        where = one_line(self._view(str(self.folder)))
        chosen = f"   {len(self.marked)} chosen" if self.marked else ""
        self.query_one("#folder", Static).update(
            Content.assemble(("Folder: ", "$text-muted"), (where, "bold"), (chosen, "bold"))
        )

    def _follow(self, text: str) -> str:
        """A path is being typed: go to its folder; returns the words behind it."""
        path = Path(text.replace("\\", "/") if os.name == "nt" else text).expanduser()
        folder, rest = (path, "") if text.endswith(("/", "\\")) else (path.parent, path.name)
        try:
            if folder.is_dir():
                self.folder = folder.absolute()
        except OSError:
            return rest.casefold()
        return rest.casefold()

    # -- doing --------------------------------------------------------------------------------

    def _open(self, folder: Path) -> None:
        self.take_focus()
        came_from = self.folder
        self.folder = folder
        with self.prevent(Input.Changed):
            self._field.value = ""
        self.show()
        self._list.go_to(self._list.find(lambda row: row.key == ("folder", (came_from.name,))))

    def toggle(self) -> None:
        """Choose the highlighted file, or no longer."""
        row = self._list.row
        if row is None or row.what != "file":
            return
        path = self.folder / str(row.at[0])
        if path in self.marked:
            del self.marked[path]
        else:
            self.marked[path] = None
        with self.prevent(Input.Changed):
            self._field.value = ""
        self.show(keep=True)

    def _act(self, row: Row) -> None:
        if row.what == "up":
            self._open(self.folder.parent)
        elif row.what == "folder":
            self._open(self.folder / str(row.at[0]))
        elif row.what == "use":
            self._chosen([self._wanted])
        elif self.marked:
            self._chosen(list(self.marked))
        else:
            # Whoever comes back for another file finds all of them, not those that fit this one.
            with self.prevent(Input.Changed):
                self._field.value = ""
            self.show(keep=True)
            self._chosen([self.folder / str(row.at[0])])

    # -- keys ---------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.show()

    def from_field(self, key: str) -> None:
        """An arrow or Enter was pressed in the field, or Space at its beginning."""
        paths = paths_in(self._field.value) if key == "enter" else []
        self.show()
        if paths:
            with self.prevent(Input.Changed):
                self._field.value = ""
            self._chosen([*self.marked, *paths])
        elif key == "enter":
            self._list.choose()
        elif key == "space":
            self.toggle()
        else:
            self._list.step(1 if key == "down" else -1)
            self.take_focus()

    def pasted(self, text: str) -> bool:
        """Choose the files that a pasted text names; False where it names none."""
        paths = paths_in(text)
        if paths:
            self.marked |= dict.fromkeys(paths)
            self.show()
            self._list.go_to(0)
            self.take_focus()
        return bool(paths)

    def on_paste(self, event: events.Paste) -> None:
        """A path was pasted, or a file dropped, while the list has the keys."""
        self.pasted(event.text)

    def _key(self, event: events.Key) -> bool:
        """A key that the list has no use for."""
        field = self._field
        if event.key in ("space", "insert"):
            self.toggle()
        elif event.key in ("backspace", "left") and not field.value:
            self._open(self.folder.parent)
        elif event.key == "backspace":
            field.value = field.value[:-1]
            field.cursor_position = len(field.value)
        elif event.is_printable and event.character:
            self.screen.set_focus(field, scroll_visible=False)
            field.cursor_position = len(field.value)
            field.insert_text_at_cursor(event.character)
        else:
            return False
        return True


def _listing(
    folder: Path, wanted: str
) -> tuple[list[tuple[Path, str]], list[tuple[Path, str]], str]:
    """Folders and files whose names hold some words, with size and day; what is wrong, or ""."""
    folders: list[tuple[Path, str]] = []
    files: list[tuple[Path, str]] = []
    try:
        with os.scandir(folder) as found:
            for entry in found:
                name = entry.name.casefold()
                hidden = name.startswith(".") and not wanted.startswith(".")
                if wanted not in name or hidden or name.endswith(_OURS):
                    continue
                path = folder / entry.name
                if entry.is_dir():
                    folders.append((path, ""))
                else:
                    files.append((path, _facts(entry)))
    except OSError as error:
        return [], [], f"This folder cannot be read ({error.strerror or 'not known why'})."
    folders.sort(key=lambda one: one[0].name.casefold())
    files.sort(key=lambda one: (one[0].suffix.casefold() not in READABLE, one[0].name.casefold()))
    return folders, files, ""


def _facts(entry: os.DirEntry[str]) -> str:
    try:
        status = entry.stat()
    except OSError:
        return ""
    day = dt.datetime.fromtimestamp(status.st_mtime)
    return f"{size_words(status.st_size)}   {day:%d %b %Y}"


def size_words(size: int) -> str:
    """A size as people say it."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB" if size else "0 bytes"
    return f"{size / 1_000_000:.1f} MB"


def paths_in(text: str) -> list[Path]:
    """The files that a pasted text names; none unless all of its words do."""
    text = text.strip()
    if not text or len(text) > 20_000:
        return []
    ways: list[Callable[[], list[str]]] = [
        lambda: [text],
        text.splitlines,
        lambda: shlex.split(text, posix=os.name != "nt"),
    ]
    for way in ways:
        try:
            paths = [_path(one.strip().strip("\"'")) for one in way()]
            if paths and all(path.is_file() for path in paths):
                return paths
        except (ValueError, OSError):
            continue
    return []


def _path(words: str) -> Path:
    if words.startswith("file://"):
        return Path(unquote(urlsplit(words).path))
    path = Path(words).expanduser()
    if not path.is_absolute():
        raise ValueError("A bare name is looked for in the folder shown.")
    return path
