"""The outbox goes out at least once, whatever the other side does, and never twice at once."""

import hmac
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Mail
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import func, insert

from service.clock import now
from service.ledgers import Instance
from service.messages import channels, outbox
from service.messages.channels import Webhook, secret_for
from service.messages.delivery import TRIES, Delivery, Way
from service.messages.outbox import Channel, Message
from tenants.tables import webhooks
from tests.messages.looking import outgoing, posted
from tests.people import Commune
from tests.tasks.given import given_task

KEY = b"a secret of the tests"
SENDER = "Sáu Rõ <khong-tra-loi@a.example>"


class Postbox:
    """A real mail server on loopback that keeps what it takes, or refuses some."""

    def __init__(self) -> None:
        self.taken: list[Mail] = []
        self.refusals, self.refused = 0, ""

    def of(self, commune: Commune) -> list[Mail]:
        """What arrived for people of a commune; other tests may have left letters too."""
        return [mail for mail in self.taken if commune.tenant.code in mail["To"]]

    async def handle_DATA(self, _server: SMTP, _session: Session, said: Envelope) -> str:  # noqa: N802
        if self.refusals and self.refused in said.rcpt_tos[0]:
            self.refusals -= 1
            return "451 4.3.0 later"
        self.taken.append(message_from_bytes(bytes(said.original_content or b"")))
        return "250 taken"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, channels.Mail]]:
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=_free_port())
    server.start()
    yield (
        box,
        channels.Mail(f"smtp://127.0.0.1:{server.port}", "Sáu Rõ <khong-tra-loi@a.example>"),
    )
    server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def delivery(instance: Instance, **ways: Way) -> Delivery:
    named = cast(dict[Channel, Way], ways)
    return Delivery(instance.engine, instance.scope, named, growth=0)


def letter(commune: Commune, key: str = "k") -> Message:
    return Message(
        channel="email",
        key=key,
        address=f"khai@{commune.tenant.code}.example",
        subject="Việc hôm nay",
        body="Chào",
    )


def test_a_letter_arrives_and_its_text_is_no_longer_kept(
    commune: Commune, instance: Instance, postbox: tuple[Postbox, channels.Mail]
) -> None:
    box, mail = postbox
    posted(commune, letter(commune))
    delivery(instance, email=mail).run()
    [taken] = box.of(commune)
    [kept] = outgoing(commune)
    assert taken["To"] == kept.address
    assert str(kept.message_id) in taken["Message-ID"]
    assert taken.get_payload(decode=True) == "Chào\r\n".encode()
    assert kept.sent_at is not None
    assert kept.body == ""
    delivery(instance, email=mail).run()
    assert len(box.of(commune)) == 1


def test_the_same_cause_is_written_once(commune: Commune) -> None:
    posted(commune, letter(commune), letter(commune))
    posted(commune, letter(commune), letter(commune, "another"))
    assert len(outgoing(commune)) == 2


def test_a_server_that_refuses_is_tried_again(
    commune: Commune, instance: Instance, postbox: tuple[Postbox, channels.Mail]
) -> None:
    box, mail = postbox
    box.refusals, box.refused = 3, commune.tenant.code
    posted(commune, letter(commune))
    for _ in range(5):
        delivery(instance, email=mail).run()
    [kept] = outgoing(commune)
    assert (len(box.of(commune)), kept.tries, kept.problem) == (1, 4, "")


def test_a_letter_that_nobody_takes_is_given_up_named_and_can_be_revived(
    commune: Commune, instance: Instance, postbox: tuple[Postbox, channels.Mail]
) -> None:
    box, mail = postbox
    box.refusals, box.refused = TRIES + 1, commune.tenant.code
    posted(commune, letter(commune))
    for _ in range(TRIES + 3):
        delivery(instance, email=mail).run()
    [dead] = outgoing(commune)
    assert dead.dead_at is not None
    assert "451" in dead.problem
    assert dead.body == "Chào"
    with commune.ledger.scope.begin() as connection:
        assert outbox.revive(connection, dead.message_id)
        assert not outbox.revive(connection, dead.message_id)
    delivery(instance, email=mail).run()
    assert len(box.of(commune)) == 1


def test_without_a_mail_server_the_letter_waits_and_says_why(
    commune: Commune, instance: Instance
) -> None:
    posted(commune, letter(commune))
    delivery(instance).run()
    [kept] = outgoing(commune)
    assert kept.sent_at is None
    assert "Chưa cấu hình" in kept.problem


def test_a_server_that_hangs_holds_up_neither_the_round_nor_the_others(
    commune: Commune,
    instance: Instance,
    postbox: tuple[Postbox, channels.Mail],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box, mail = postbox
    monkeypatch.setattr(channels, "PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        hanging = Message(channel="webhook", key="h", address=url, subject="due", body="{}")
        posted(commune, hanging, letter(commune))
        delivery(instance, email=mail, webhook=Webhook(KEY)).run()
    states = {one.channel: one.sent_at is not None for one in outgoing(commune)}
    assert states == {"webhook": False, "email": True}
    assert len(box.of(commune)) == 1


def test_what_was_rolled_back_never_goes_out(
    commune: Commune, instance: Instance, postbox: tuple[Postbox, channels.Mail]
) -> None:
    box, mail = postbox
    with pytest.raises(ZeroDivisionError):
        _post_and_fail(commune)
    delivery(instance, email=mail).run()
    assert box.of(commune) == []


@contextmanager
def listening(status: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Another system on loopback: its address, and what was posted to it."""
    heard: list[tuple[dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((dict(self.headers), body))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", heard
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_subscribed_system_hears_of_a_task_signed_and_without_names(
    commune: Commune, admin: Instance, instance: Instance
) -> None:
    with listening(204) as (url, heard):
        _subscribe(commune, admin, url)
        task_id = given_task(commune)
        delivery(instance, webhook=Webhook(KEY)).run()
    [(headers, body)] = heard
    told = json.loads(body)
    assert (told["kind"], told["task"]) == ("given", str(task_id))
    stamp, signed = (part.split("=")[1] for part in headers["Sauro-Signature"].split(","))
    said = f"{stamp}.{headers['Sauro-Message']}.".encode() + body
    secret = secret_for(KEY, url).encode()
    assert signed == hmac.new(secret, said, "sha256").hexdigest()
    assert "Khải" not in body.decode()


@pytest.mark.parametrize("status", [302, 404, 500])
def test_an_answer_that_is_no_yes_is_tried_again(
    commune: Commune, admin: Instance, instance: Instance, status: int
) -> None:
    with listening(status) as (url, heard):
        _subscribe(commune, admin, url)
        given_task(commune)
        for _ in range(3):
            delivery(instance, webhook=Webhook(KEY)).run()
    [kept] = outgoing(commune)
    assert kept.sent_at is None
    assert len(heard) == kept.tries > 1


def _post_and_fail(commune: Commune) -> None:
    with commune.ledger.scope.begin() as connection:
        outbox.post(connection, [letter(commune)], now())
        raise ZeroDivisionError


def _subscribe(commune: Commune, admin: Instance, url: str) -> None:
    with admin.open(commune.tenant).scope.begin() as connection:
        row = {"webhook_id": commune.actors["ha"].person_id, "url": url}
        connection.execute(insert(webhooks).values(tenant_id=func.ctx.tenant(), **row))
