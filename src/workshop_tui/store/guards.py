"""Where a review file may be, and whether it still is where it was opened."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from workshop_tui.practice.problems import Problem

_NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afpfs", "vboxsf", "ncpfs"),
        *("webdav", "davfs", "glusterfs", "ceph"),
        *("fuse.davfs", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs"),
    }
)
_CLOUD_FOLDERS = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud drive",
    "library/cloudstorage",
    "library/mobile documents",
    "nextcloud",
    "box sync",
)


class UnsafePlace(Problem):
    """The folder cannot hold a live review: a network share, a cloud folder, or read-only."""


class FileGone(Problem):
    """The review file was renamed, replaced or deleted while it was open."""


def filesystem_type(folder: Path) -> str:
    """Type of the file system that holds a folder, in lower case; "" where it cannot be told."""
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(str(folder))[0] + "\\"
        remote = 4
        return "cifs" if ctypes.windll.kernel32.GetDriveTypeW(drive) == remote else ""
    best, kind = "", ""
    for mount, found in _mounts():
        inside = mount == "/" or str(folder) == mount or str(folder).startswith(mount + os.sep)
        if inside and len(mount) >= len(best):
            best, kind = mount, found.lower()
    return kind


def _mounts() -> list[tuple[str, str]]:
    """Mount points and types; read directly on Linux, since this is on every start's way."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        import psutil

        return [(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)]
    parts = [line.split(" ") for line in lines.splitlines()]
    return [(part[1].replace("\\040", " "), part[2]) for part in parts if len(part) > 2]


def synchronised(folder: Path) -> bool:
    """Whether a folder looks like one that a cloud service copies, by its name or those above."""
    lowered = folder.absolute().as_posix().lower() + "/"
    return any(f"/{name}" in lowered for name in _CLOUD_FOLDERS)


def refuse_unsafe_place(path: Path) -> None:
    """Refuse a place where two seats cannot share a file.

    Write-ahead logging needs memory shared on one machine, and a syncing service copies the file
    without its log: both lose what was typed.

    Raises:
        UnsafePlace: With the reason and what to do.
    """
    path = path.resolve()
    folder = path.parent
    if not folder.is_dir():
        raise UnsafePlace(f"The folder {folder} does not exist. Choose one that does.")
    kind = filesystem_type(folder)
    if kind in _NETWORK_TYPES:
        raise UnsafePlace(
            f"{folder} is on a network drive, where a review cannot be kept safely while people "
            "work on it. Copy it to a folder on this computer, such as Documents, and open it "
            "there; put snapshots on the network drive afterwards."
        )
    if synchronised(folder):
        raise UnsafePlace(
            f"{folder} is synchronised with a cloud service, which would copy confidential "
            "material and can lose what is being typed. Move the review to a folder that is "
            "only on this computer."
        )
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise UnsafePlace(
            f"{path.name} cannot be written in {folder}: the file or its folder is read-only. "
            "Copy it to a folder of your own and open it there; nothing was changed."
        )


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """Which file was opened, so that a rename or deletion under an open seat is noticed."""

    path: Path
    device: int
    number: int

    @classmethod
    def of(cls, path: Path) -> FileIdentity:
        """Remember the file that is at ``path`` now."""
        status = path.stat()
        return cls(path, status.st_dev, status.st_ino)

    @classmethod
    def of_log(cls, path: Path) -> FileIdentity:
        """Remember the write-ahead log of an open file; it too is where saved words are."""
        real = path.resolve()
        return cls.of(real.with_name(real.name + "-wal"))

    def check(self) -> None:
        """Raise FileGone unless the path still leads to the same file."""
        try:
            status = self.path.stat()
        except OSError:
            status = None
        if status is None or (status.st_dev, status.st_ino) != (self.device, self.number):
            raise FileGone(
                f"{self.path.name} is no longer where it was opened: it was renamed, moved or "
                "deleted. Nothing more can be saved there. Put the file back, or press Ctrl+S "
                "to save a copy of everything somewhere else."
            )
