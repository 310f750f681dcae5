"""The one module that opens connections: encrypted with a passphrase, or plain for the demo.

The key is derived once a process (SQLCipher 4's own derivation: PBKDF2-HMAC-SHA512, 256,000
rounds, salt in the file's first 16 bytes) and every connection opens with the raw key. A file made
here opens in any SQLCipher 4 tool with the passphrase alone.
"""

from __future__ import annotations

import hashlib
import os
import random
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop_tui.practice import recovery_code
from workshop_tui.practice.problems import Problem
from workshop_tui.store import engine
from workshop_tui.store.engine import Connection, DatabaseError, OperationalError
from workshop_tui.store.guards import FileIdentity, refuse_unsafe_place

APPLICATION_ID = 0x4C525731  # "LRW1"
SUFFIX = ".review"
_PLAIN_HEADER = b"SQLite format 3\0"
_PAGE = 4096
_ROUNDS = 256_000
_KEY_HEX = 64  # of a raw key's hex digits: the rest is the salt
_PATIENCE = 5.0  # seconds: the first opens of a new WAL file can collide


class NotAReview(Problem):
    """The file is not a review."""


class PassphraseNeeded(Problem):
    """The review is encrypted and no passphrase was given."""


class WrongPassphrase(Problem):
    """The passphrase does not open the file."""


class NewerReview(Problem):
    """The review was made by a newer version of workshop-tui."""


class DamagedReview(Problem):
    """The file is damaged; it was not written to."""


def is_encrypted(path: Path) -> bool:
    """Whether the review at ``path`` is encrypted.

    Raises:
        NotAReview: If there is no such file, or it cannot be a review at all.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise NotAReview(f"{path} is a folder, not a review file.")
        if not stat.S_ISREG(status.st_mode):
            raise NotAReview(f"{path} is not a file.")
        with path.open("rb") as stream:
            head = stream.read(16)
        size = status.st_size
    except FileNotFoundError:
        raise NotAReview(f"There is no file {path}.") from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise NotAReview(f"{path} cannot be opened: {reason}.") from None
    if head == _PLAIN_HEADER:
        return False
    if size < _PAGE or (size % _PAGE and not _has_log(path)):
        raise NotAReview(
            f"{path.name} is not a review file, or was cut short. "
            "A review is made with 'workshop-tui new' and ends in .review."
        )
    return True


def _has_log(path: Path) -> bool:
    """Whether a write-ahead log lies beside the file, from which a half-written end is mended.

    A power cut while the log is moved into the file leaves it at any length.
    """
    real = path.resolve()
    try:
        return real.with_name(real.name + "-wal").stat().st_size > 0
    except OSError:
        return False


class ReviewFile:
    """One review file and the key that opens it.

    Args:
        path: Where the file is.
        raw_key: Key and salt as hex; None for a plain file.
        refused: What to say where that key does not open it.

    Attributes:
        encrypted: Whether it is encrypted.
        by_code: Whether it was opened with the code of its recovery sheet.
    """

    def __init__(self, path: Path, raw_key: str | None, refused: str = "") -> None:
        self.path = path
        self.encrypted = raw_key is not None
        self.by_code = False
        self._refused = refused
        self._raw_key = raw_key
        self.identity = FileIdentity.of(path)
        self._new = path.stat().st_size == 0

    @classmethod
    def create(cls, path: Path, passphrase: str | None) -> ReviewFile:
        """Make an empty file that only its owner can read.

        Raises:
            Problem: If the file exists already, its name does not end in .review, the passphrase
                is empty, or the place is unsafe.
        """
        path = path.absolute()
        if path.suffix != SUFFIX:
            raise Problem(f"A review's name ends in {SUFFIX}: try {path.stem or 'case'}{SUFFIX}.")
        if passphrase is not None:
            refuse_empty(passphrase)
        refuse_unsafe_place(path)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except FileExistsError:
            raise Problem(f"{path.name} exists already; nothing was changed.") from None
        except OSError as error:
            raise Problem(f"{path} cannot be made: {error.strerror}.") from None
        os.close(handle)
        return cls(path, None if passphrase is None else new_raw_key(passphrase))

    @classmethod
    def existing(cls, path: Path, passphrase: str | None) -> ReviewFile:
        """The file at ``path``, with its key derived (0.1 s where it is encrypted).

        Args:
            path: Where it is.
            passphrase: Its passphrase, or the code of its recovery sheet.

        Raises:
            Problem: NotAReview, PassphraseNeeded or UnsafePlace. A wrong passphrase shows at the
                first ``connect``.
        """
        path = path.absolute()
        encrypted = is_encrypted(path)
        refuse_unsafe_place(path)
        if not encrypted:
            return cls(path, None)
        if not passphrase:
            raise PassphraseNeeded(f"{path.name} is encrypted: its passphrase is needed.")
        with path.open("rb") as stream:
            salt = stream.read(16)
        if (key := recovery_code.decode(passphrase)) is None:
            return cls(path, _raw_key(passphrase, salt), recovery_code.mistyped(passphrase))
        file = cls(path, key.hex() + salt.hex(), _CODE_OF_ANOTHER)
        file.by_code = True
        return file

    def connect(self) -> Connection:
        """Open a connection; it belongs to the thread that opened it.

        Raises:
            Problem: WrongPassphrase, NotAReview, DamagedReview, or FileGone where the file is no
                longer where it was.
        """
        deadline = time.monotonic() + _PATIENCE
        while True:
            self.identity.check()
            try:
                connection = self._connect()
            except OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise Problem(
                        f"{self.path.name} cannot be opened just now ({error}). "
                        "Close other programs that use it and try again."
                    ) from None
                time.sleep(random.uniform(0.01, 0.05))
            except (
                DatabaseError,
                UnicodeDecodeError,
            ):  # the second, where it names what is garbled
                raise DamagedReview(_damaged(self.path)) from None
            else:
                return connection

    def opens_with(self, passphrase: str) -> bool:
        """Whether these words open the file that is open already (0.1 s); a plain one always.

        The file itself is not touched: closing it once would give up this process's locks on it.
        """
        if self._raw_key is None:
            return True
        key = recovery_code.decode(passphrase)
        if key is not None:
            return key.hex() == self._raw_key[:_KEY_HEX]
        try:
            return _raw_key(passphrase, bytes.fromhex(self._raw_key[_KEY_HEX:])) == self._raw_key
        except WrongPassphrase:
            return False

    def recovery_groups(self) -> list[str]:
        """The groups of the code that opens the file without its passphrase.

        Raises:
            Problem: If the file is plain.
        """
        if self._raw_key is None:
            raise Problem(f"{self.path.name} is not encrypted: it opens without a passphrase.")
        return recovery_code.encode(bytes.fromhex(self._raw_key[:_KEY_HEX]))

    def at(self, path: Path) -> ReviewFile:
        """A copy of this file elsewhere, under the same key."""
        return ReviewFile(path, self._raw_key)

    def copy_to(self, connection: Connection, target: Path) -> None:
        """Write a consistent copy under the same key while others work; never overwrites.

        Raises:
            Problem: If the target exists or cannot be written.
        """
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise Problem(f"{target} exists already; choose another name.") from None
        except OSError as error:
            raise Problem(f"{target} cannot be written: {error.strerror}.") from None
        try:
            connection.execute("vacuum into ?", [str(target)])
        except DatabaseError as error:
            target.unlink(missing_ok=True)
            if "malformed" in str(error) or "not a database" in str(error):
                raise DamagedReview(_damaged(self.path)) from None
            raise Problem(f"The copy could not be written to {target}: {error}.") from None

    def _connect(self) -> Connection:
        connection = engine.raw_connect(self.path)
        try:
            connection.execute("pragma cipher_log_level = none")
            if self._raw_key:
                connection.execute(f"pragma key = \"x'{self._raw_key}'\"")
            self._prove_readable(connection)
            for pragma in (
                "foreign_keys = on",
                "trusted_schema = off",
                "cell_size_check = on",
                "secure_delete = on",
                "temp_store = memory",
                "synchronous = full",
            ):
                connection.execute(f"pragma {pragma}")
            if sys.platform == "darwin":
                connection.execute("pragma fullfsync = on")
                connection.execute("pragma checkpoint_fullfsync = on")
            mode = connection.execute("pragma journal_mode = wal").fetchone()[0]
            if mode != "wal":
                raise Problem(
                    f"{self.path.parent} cannot hold a live review (no write-ahead log there). "
                    "Move the review to a folder on this computer's own disk."
                )
        except BaseException:
            connection.close()
            raise
        return connection

    def _prove_readable(self, connection: Connection) -> None:
        try:
            connection.execute("select count(*) from sqlite_master").fetchone()
        except OperationalError:
            raise
        except DatabaseError as error:
            if "malformed" in str(error):
                raise DamagedReview(_damaged(self.path)) from None
            if self.encrypted:
                raise WrongPassphrase(
                    self._refused
                    or f"The passphrase does not open {self.path.name}, or the file is not a "
                    "review. Check for capital letters and the keyboard's language, and try "
                    "again. If it is forgotten, the code on the recovery sheet opens the review; "
                    "without that sheet nobody can."
                ) from None
            raise NotAReview(f"{self.path.name} is not a review file.") from None
        application = connection.execute("pragma application_id").fetchone()[0]
        tables = connection.execute("select count(*) from sqlite_master").fetchone()[0]
        if application != APPLICATION_ID and not (self._new and tables == 0):
            raise NotAReview(f"{self.path.name} is a database, but not a review.")


_CODE_OF_ANOTHER = (
    "This is a whole recovery code, but not of this review: it is from another review's sheet, or "
    "from before the passphrase was last changed. Each change makes the earlier sheet void."
)


def _damaged(path: Path) -> str:
    return (
        f"{path.name} is damaged and was left as it is. 'workshop-tui restore' puts the newest "
        "good snapshot in its place, and says first what would be lost by it."
    )


def refuse_empty(passphrase: str) -> None:
    """Refuse a new passphrase that is none; any other is its chooser's affair.

    Raises:
        Problem: If nothing is in it but spaces.
    """
    if not passphrase.strip():
        raise Problem("The passphrase is empty. Choose a few words that only you know.")


def new_raw_key(passphrase: str) -> str:
    """A raw key from a new passphrase and a fresh salt (0.1 s).

    Raises:
        Problem: If the passphrase is empty.
    """
    refuse_empty(passphrase)
    return _raw_key(passphrase, os.urandom(16))


def _raw_key(passphrase: str, salt: bytes) -> str:
    try:
        words = passphrase.encode()
    except UnicodeEncodeError:
        raise WrongPassphrase(
            "The passphrase holds a character that this terminal garbles. Type it again, or "
            "choose one of plain letters, digits and spaces."
        ) from None
    key = hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, 32)
    return key.hex() + salt.hex()


@contextmanager
def write(connection: Connection, *, full: bool = True) -> Iterator[None]:
    """One transaction that takes the write lock at once.

    A deferred transaction that reads before it writes fails at once when another seat wrote in
    between; BEGIN IMMEDIATE waits instead.

    Args:
        connection: A connection of this thread, with no transaction open.
        full: Whether the commit reaches the disk before this returns (captures), or may follow
            with the next full commit (drafts, leases).
    """
    connection.execute(f"pragma synchronous = {'full' if full else 'normal'}")
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        # A commit can fail too (a full disk) and would leave the transaction open for good.
        if connection.in_transaction:
            connection.execute("rollback")
        raise
