"""The operator lets another system hear of a tenant, and ends it again."""

from service.messages.channels import secret_for
from tests.conftest import SECRET
from tests.operations.conftest import Sauro
from tests.people import Commune

URL = "https://tin.example/sauro"


def test_an_address_is_added_with_its_secret_listed_and_removed(
    sauro: Sauro, commune: Commune
) -> None:
    code = commune.tenant.code
    assert secret_for(SECRET.encode(), URL) in sauro("webhook", "add", code, URL).output
    assert URL in sauro("webhook", "list", code).output
    assert sauro("webhook", "remove", code, URL).exit_code == 0
    assert URL not in sauro("webhook", "list", code).output
    assert sauro("webhook", "remove", code, URL).exit_code == 1


def test_an_address_without_https_and_a_tenant_that_is_none_are_refused(
    sauro: Sauro, commune: Commune
) -> None:
    plain = sauro("webhook", "add", commune.tenant.code, "http://tin.example/")
    assert "https://" in plain.output
    assert "Không có đơn vị" in sauro("webhook", "add", "xa-khong-co", URL).output
