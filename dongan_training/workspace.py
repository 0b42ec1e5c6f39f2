"""One open data folder: the single object that main.py hands to everyone."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from dongan_training import clock, paths
from dongan_training.errors import UserError
from dongan_training.saving import save_whole
from dongan_training.storage import schema
from dongan_training.storage.base import Base, new_id
from dongan_training.storage.database import FILE, database_url, fold_log, for_writing, open_engine
from dongan_training.storage.failures import explaining_storage, refused_by_system
from dongan_training.storage.vault import KEY_FILE, Vault, create_vault, read_vault, write_vault
from dongan_training.storage.versions import Device, watch_versions
from dongan_training.texts import N_

Kinds = frozenset[type[Base]]
LOCK_FILE = "dongan.lock"


@dataclass(eq=False)
class AlreadyOpen(UserError):
    folder: Path
    message = N_("数据文件夹“{folder}”正由另一个东安培训程序使用。")
    advice = N_("数据没有改动。请切换到已打开的窗口，或关闭它之后再试。")


class Workspace:
    """Opens the database and says, after each commit, which kinds changed."""

    def __init__(self, folder: Path, vault: Vault, engine: sa.Engine, lock: FileLock):
        self.folder = folder
        self.vault = vault
        self._engine = engine
        self._writer = for_writing(engine)
        self._lock = lock
        self._watchers: list[Callable[[Kinds], None]] = []
        self.device = self._register_device()

    @classmethod
    def open(cls, folder: Path) -> "Workspace":
        """Open or create the data in ``folder``, and hold its lock until ``close``.

        Raises AlreadyOpen, FolderNotWritable, DiskFull, KeysMissing, KeysUnreadable, NewerData
        or DamagedData; in each case nothing has been changed. An older schema is upgraded,
        after a backup.
        """
        lock = _take_lock(folder)
        with ExitStack() as held, explaining_storage(folder):
            held.callback(lock.release)
            url = database_url(folder)
            vault = _vault_of(folder)
            engine = open_engine(url, vault)
            held.callback(engine.dispose)
            schema.bring_up_to_date(engine, folder)
            opened = cls(folder, vault, engine, lock)
            held.pop_all()  # only what could not be opened is let go again
            return opened

    def close(self) -> None:
        """Let go of the database, of the statements kept for it, and of the folder's lock."""
        self._engine.dispose()
        self._engine.clear_compiled_cache()
        self._lock.release()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def use_vault(self, vault: Vault) -> None:
        """Write other keys durably and use them from the next transaction on.

        Only keys that sign may change: what is encrypted could not be read any more.
        """
        if (vault.field_key, vault.digest_key) != (self.vault.field_key, self.vault.digest_key):
            raise ValueError("other keys of fields or digests")
        try:
            write_vault(self.folder, vault)
        except OSError as error:
            raise refused_by_system(self.folder, error) from error
        self.vault = vault

    def watch(self, watcher: Callable[[Kinds], None]) -> Callable[[], None]:
        """Call ``watcher`` after every commit, in the thread that committed; give its end."""
        self._watchers.append(watcher)
        return partial(self._watchers.remove, watcher)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Open one write transaction: committed durably at the end, or not at all.

        Raises DiskFull, ReadOnlyData or StorageFailed where the disk refuses.
        """
        changed: set[type[Base]] = set()
        with explaining_storage(self.folder), _Recording(self._writer) as session:
            session.info.update(device=self.device, vault=self.vault, changed=changed)
            with session.begin():
                session.connection()  # take the write lock before the first read
                yield session
        for watcher in tuple(self._watchers) if changed else ():
            watcher(frozenset(changed))

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session for queries only; it sees one moment and blocks nobody."""
        with explaining_storage(self.folder), Session(self._engine) as session:
            session.info.update(device=self.device, vault=self.vault)
            yield session

    def fold_log(self) -> None:
        """Do in a quiet moment what a commit would otherwise do while somebody waits for it."""
        with explaining_storage(self.folder):
            fold_log(self._engine)

    def _register_device(self) -> str:
        """Find this seat's device id, or make one: a copied folder must not keep the old one."""
        seat = seat_of(self.folder)
        with Session(self._writer) as session, session.begin():
            known = session.scalar(sa.select(Device.id).where(Device.seat == seat))
            if known is not None:
                return known
            device = Device(id=new_id(), seat=seat, since=clock.now())
            session.add(device)
            return device.id


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Keep every other program out of ``folder`` meanwhile; it is made where it is missing.

    Raises AlreadyOpen, FolderNotWritable or DiskFull.
    """
    lock = _take_lock(folder)
    try:
        yield
    finally:
        lock.release()


def seat_of(folder: Path) -> str:
    """Name this machine, folder and database file, without telling which they are.

    The inode is part of it: a restored or copied database file is another file, so it
    gets another device id and its counters never clash with those of the original.
    """
    database = folder / FILE
    inode = database.stat().st_ino if database.exists() else 0
    facts = f"{_machine_marker()}|{folder.resolve()}|{inode}"
    return hashlib.sha256(facts.encode()).hexdigest()


def _machine_marker() -> str:
    marker = paths.machine_folder() / "machine-id"
    try:
        if not marker.exists():
            marker.parent.mkdir(parents=True, exist_ok=True)
            save_whole(marker, new_id().encode("ascii"))
        return marker.read_text(encoding="ascii")
    except OSError as error:
        raise refused_by_system(marker.parent, error) from error


def _take_lock(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK_FILE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout:
        raise AlreadyOpen(folder) from None
    except OSError as error:
        raise refused_by_system(folder, error) from error
    return lock


def _vault_of(folder: Path) -> Vault:
    has_data = (folder / FILE).exists()
    try:
        if has_data or (folder / KEY_FILE).exists():
            return read_vault(folder)
        return create_vault(folder)
    except OSError as error:
        raise refused_by_system(folder, error) from error


class _Recording(Session):
    """A session that stamps what it writes and notes the kinds it changed.

    It listens as a class: hanging listeners on every session costs as much as a commit.
    """


@event.listens_for(_Recording, "after_flush")
def _flushed(session: Session, _context: object) -> None:
    changed: set[type[Base]] = session.info["changed"]
    changed.update(type(one) for one in (*session.new, *session.dirty, *session.deleted))


@event.listens_for(_Recording, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if not state.is_select and state.bind_mapper is not None:
        state.session.info["changed"].add(state.bind_mapper.class_)


watch_versions(_Recording)
