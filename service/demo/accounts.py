"""The demonstration's accounts, known without the database."""

from dataclasses import dataclass

from service.demo.people import PASSWORD, STAGES


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What to type in to be a person of the demonstration, and who that is."""

    tenant_code: str
    tenant_name: str
    login: str
    password: str
    name: str
    post: str


def demo_accounts() -> list[DemoAccount]:
    """List every account of the demonstration, tenant by tenant."""
    return [
        DemoAccount(stage.code, stage.name, part.login, PASSWORD, part.name, part.title)
        for stage in STAGES
        for part in stage.people
    ]
