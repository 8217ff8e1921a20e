"""“Quản trị”: what waits for the administrator stands first, with the way to settle it."""

from datetime import timedelta

from sqlalchemy import update

from service.clock import now, today
from service.messages import outbox
from service.messages.outbox import Message
from service.organisation.people import AddPost, LeavePost
from tenants.access import Role
from tenants.tables import accounts
from tests.messages.looking import outgoing, posted
from tests.organisation.test_delegations import delegate
from tests.people import Commune
from tests.queries import counted
from tests.web import browse, manage


def test_the_administrator_begins_there_and_is_told_of_nothing(commune: Commune) -> None:
    browser = manage(commune)
    assert browser.get("nguoi").soup.select('nav a[href$="/quan-tri"]')
    done = browser.sign_in("quantri")
    assert done.location.endswith("/quan-tri")
    page = browser.get("quan-tri")
    assert "Không có gì đang chờ" in page.text
    assert "Chưa có lần ký nào." in page.text


def test_what_waits_is_named(commune: Commune) -> None:
    khai, unit = commune.actors["khai"], commune.actors["do"].unit_id
    day = today(commune.tenant.zone)
    commune.do(
        AddPost(unit_id=unit, title="Kế toán", roles=(Role.OFFICIAL,), rank=9), by="admin"
    )
    until = day + timedelta(days=3)
    leave = LeavePost(post_id=khai.post_id, person_id=khai.person_id, last_day=until)
    commune.do(leave, by="admin")
    commune.do(delegate(commune, "dung", "ha"), by="dung")
    posted(commune, Message(channel="email", key="k", address="a@b.vn", subject="s", body="b"))
    [kept] = outgoing(commune)
    with commune.ledger.scope.begin() as connection:
        outbox.failed(connection, kept.message_id, "550", now())
        mine = accounts.c.person_id == commune.actors["hung"].person_id
        connection.execute(update(accounts).where(mine).values(one_time=True))
    browser = manage(commune)
    with counted() as sent:
        page = browser.get("quan-tri")
    assert len(sent) <= 12
    for told in (
        "“hung” chưa đổi mật khẩu được cấp",
        f"Công chức một cửa, đến {until:%d/%m/%Y}",
        "Hoàng Văn Dũng ủy quyền Trần Thị Hà",
        "Kế toán Trung tâm Phục vụ hành chính công",
        "1 tin không gửi được, cần xem lại",
    ):
        assert told in page.text


def test_nobody_else_administers(commune: Commune) -> None:
    for login in ("su", "ha", "khai"):
        assert browse(commune, login).get("quan-tri").status == 403
