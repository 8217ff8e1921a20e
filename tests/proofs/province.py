"""A province's tenant that watches the commune's record, and the commune that asks it."""

from service.log import wire
from service.log.asking import Asking
from service.log.watching import Watch, watch
from service.log.witnesses import State, Witnesses
from tests.people import Commune
from tests.proofs.signed import Signed
from tests.web import FILES, Page, visit

NAME = "tinh.example/nhan-chung"
POSTED = "nhan-chung/add-checkpoint"


class Province:
    """A tenant that watches the commune's record."""

    def __init__(self, commune: Commune, signed: Signed) -> None:
        self.commune, self.signed = commune, signed
        self.ours: Watch = watch(FILES, commune.tenant.tenant_id)
        self.key = self.ours.keys.begin(NAME)
        self.origin = signed.file.newest()[0].note.checkpoint.origin
        for trusted in signed.log.keys.trusted():
            self.ours.add(self.origin, trusted, "Sổ xã Suối Ngàn")

    def post(self, body: bytes) -> Page:
        """Post as another server does: no cookie, no word about a page."""
        client = visit(self.commune).client
        address = f"/x/{self.commune.tenant.code}/{POSTED}"
        return Page(client.post(address, data=body, content_type=wire.TEXT))


def ask(signed: Signed) -> int:
    return Asking(signed.log).ask(signed.commune.ledger.scope)


def state(signed: Signed) -> State:
    return Witnesses(FILES).states(signed.commune.tenant.tenant_id)[NAME]
