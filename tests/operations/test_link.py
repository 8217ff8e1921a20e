"""The operator enters the link that a law gives, lists it, and ends it."""

from service.ledgers import Instance
from tests.exchange.pairs import BASIS, province_of
from tests.operations.conftest import Sauro
from tests.people import Commune


def test_a_link_by_law_is_entered_listed_and_ended(
    sauro: Sauro, commune: Commune, admin: Instance, instance: Instance
) -> None:
    province = province_of(admin, instance)
    code, other = commune.tenant.code, province.tenant.code
    assert sauro("link", "add", code, other, "--basis", BASIS).exit_code == 0
    with commune.ledger.scope.begin() as connection:
        from_both = connection.exec_driver_sql("SELECT link_id, ground FROM links").all()
    [(link_id, ground)] = from_both
    assert ground == "law"
    shown = sauro("link", "list", other).output
    assert "đang có hiệu lực" in shown
    assert sauro("link", "revoke", other, str(link_id), "--reason", "Sai").exit_code == 1
    assert sauro("link", "revoke", code, str(link_id), "--reason", "Sáp nhập").exit_code == 0
    assert "đã thu hồi" in sauro("link", "list", other).output


def test_what_may_not_be_linked_is_refused(
    sauro: Sauro, commune: Commune, admin: Instance, instance: Instance
) -> None:
    code, other = commune.tenant.code, province_of(admin, instance).tenant.code
    assert sauro("link", "add", other, code, "--basis", BASIS).exit_code == 1
    assert sauro("link", "add", code, "khong-co", "--basis", BASIS).exit_code == 1
