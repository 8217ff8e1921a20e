"""Everything the environment decides, read once; nobody else reads it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process.

    `database_url` logs in as the application's role; `admin_url` may create roles and tables
    and is needed only for migrations and administration. `https` is off for the local demo
    alone: it makes cookies secure. `hosts` are the names that the service answers to. `pooler`
    says that a pooler stands before the database and hands connections on between transactions.
    `smtp_url` (`smtp://user:password@host:port`, or `smtps://`) sends the digests as
    `mail_from`; without it no e-mail goes out.
    `tsa_url` is an authority that timestamps checkpoints (RFC 3161), with its certificates in
    `tsa.pem` in the data folder; without it there are no timestamps.
    `vault` is the folder of the keys that wrap data keys: best kept where no backup of the
    database or of the files goes.
    """

    database_url: str = field(repr=False)
    admin_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    data: Path
    https: bool
    hosts: tuple[str, ...]
    demo: bool
    vault: Path
    pooler: bool = False
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    tsa_url: str = ""

    @property
    def site(self) -> str:
        """Where the pages begin, as written in a message that leaves the house."""
        scheme = "https" if self.https else "http"
        return f"{scheme}://{self.hosts[0]}" if self.hosts else ""


class MissingSettingError(Exception):
    """A setting that has no safe default is not in the environment."""


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Raises:
        MissingSettingError: the database or the secret key is not named.
    """
    hosts = environ.get("SAURO_HOSTS", "")
    data = Path(environ.get("SAURO_DATA", ".data")).resolve()
    return Settings(
        database_url=_plain(_required(environ, "DATABASE_URL")),
        admin_url=_plain(environ.get("DATABASE_ADMIN_URL", "")),
        secret_key=_required(environ, "SAURO_SECRET_KEY"),
        data=data,
        https=environ.get("SAURO_HTTPS", "1") != "0",
        hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        demo=environ.get("SAURO_DEMO", "0") == "1",
        vault=Path(environ.get("SAURO_VAULT", data / "vault")).resolve(),
        pooler=environ.get("SAURO_POOLER", "0") == "1",
        smtp_url=environ.get("SAURO_SMTP_URL", ""),
        mail_from=environ.get("SAURO_MAIL_FROM", ""),
        tsa_url=environ.get("SAURO_TSA_URL", ""),
    )


def _required(environ: Mapping[str, str], name: str) -> str:
    if not (value := environ.get(name, "")):
        raise MissingSettingError(name)
    return value


def _plain(url: str) -> str:
    """Name the driver: hosts often hand out addresses that begin with postgres://."""
    for start in ("postgres://", "postgresql://"):
        if url.startswith(start):
            return "postgresql+psycopg://" + url.removeprefix(start)
    return url
