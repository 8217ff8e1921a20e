"""In the demonstration the province watches the others' records, as a witness of theirs."""

from pathlib import Path

from service.demo.people import PROVINCE, STAGES
from service.ledgers import Instance
from service.log.operating import UNNAMED, Log
from service.log.signing import origin
from service.log.watching import watch
from service.log.witnesses import LIST, Witnesses

NAME = f"{PROVINCE.code}.{UNNAMED}"


def let_province_watch(instance: Instance, data: Path, address: str) -> None:
    """Begin the province's witness, and have it asked at the address of this start.

    Args:
        instance: the demonstration's database.
        data: the data folder.
        address: where the pages answer, ending in a slash.
    """
    log, province = Log(data), instance.tenant(PROVINCE.code)
    if province is None:
        return
    log.begin(UNNAMED)
    ours = watch(data, province.tenant_id)
    if not ours.begun():
        ours.keys.begin(NAME)
        for stage in STAGES:
            tenant = instance.tenant(stage.code)
            if tenant and tenant != province:
                tree = origin(log.keys.name(), tenant.tenant_id)
                ours.add(tree, log.keys.trusted()[-1], tenant.name)
    (data / LIST).unlink(missing_ok=True)  # each start answers at another address
    for tree in ours.watched():
        url = f"{address}x/{PROVINCE.code}/nhan-chung"
        Witnesses(data).add(tree, url, ours.keys.trusted()[-1].public)
