"""The ways out: e-mail by SMTP, and a signed call to another system. One function each.

A further way (an SMS gateway, a Zalo account) is a function beside these and a line in
`delivery.ways`.
"""

import hmac
import smtplib
import ssl
import urllib.request
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit

from service.messages.outbox import Outgoing

PATIENCE = 15.0  # seconds that a server may take for one answer
SIGNED = "Sauro-Signature"


class NotDeliveredError(Exception):
    """The other side did not take the message; the text says why."""


@dataclass(frozen=True, slots=True)
class Mail:
    """An SMTP server: `smtp://user:password@host:port`, or `smtps://` for TLS from the start.

    `sender` stands in the From line. With `smtp://` the line is encrypted where the server can.
    """

    url: str
    sender: str

    def deliver(self, message: Outgoing) -> None:
        """Hand one message to the server.

        Raises:
            NotDeliveredError: it could not be reached, took too long, or refused.
        """
        try:
            with self._server() as server:
                server.send_message(self._written(message))
        except (OSError, smtplib.SMTPException) as failure:
            raise NotDeliveredError(str(failure) or type(failure).__name__) from failure

    def _server(self) -> smtplib.SMTP:
        at = urlsplit(self.url)
        kind = smtplib.SMTP_SSL if at.scheme == "smtps" else smtplib.SMTP
        server = kind(at.hostname or "", at.port or 0, timeout=PATIENCE)
        server.ehlo()
        if at.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        if at.username:
            server.login(unquote(at.username), unquote(at.password or ""))
        return server

    def _written(self, message: Outgoing) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = (
            self.sender,
            message.address,
            message.subject,
        )
        domain = self.sender.rpartition("@")[2].strip(" >")
        mail["Message-ID"] = f"<{message.message_id}@{domain}>"  # a second copy is recognised
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.body)
        return mail


@dataclass(frozen=True, slots=True)
class Webhook:
    """Calls another system with what happened, signed with a secret that both know."""

    secret: bytes

    def deliver(self, message: Outgoing) -> None:
        """Post one message.

        Raises:
            NotDeliveredError: no answer, or one that is not 2xx; redirects are not followed.
        """
        body = message.body.encode()
        request = urllib.request.Request(  # noqa: S310 - the operator's own address
            message.address,
            data=body,
            headers={
                "Content-Type": "application/json",
                "Sauro-Message": str(message.message_id),
                SIGNED: signature(secret_for(self.secret, message.address), message, body),
            },
        )
        try:
            with urllib.request.build_opener(_Straight).open(request, timeout=PATIENCE):
                return
        except HTTPError as answer:
            answer.close()
            raise NotDeliveredError(str(answer)) from answer
        except (OSError, ValueError) as failure:
            raise NotDeliveredError(str(failure) or type(failure).__name__) from failure


def secret_for(instance: bytes, url: str) -> str:
    """Give the secret that an address shares with us: made from ours, kept nowhere."""
    return hmac.digest(instance, b"sauro webhook 1\n" + url.encode(), "sha256").hex()


def signature(secret: str, message: Outgoing, body: bytes) -> str:
    """Sign time, identifier and body: `t=<unix seconds>,v1=<HMAC-SHA256 in hex>`."""
    made = int(message.made_at.timestamp())
    said = f"{made}.{message.message_id}.".encode() + body
    return f"t={made},v1={hmac.new(secret.encode(), said, 'sha256').hexdigest()}"


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: an address answers for itself."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None
