"""`sauro`: the command line of those who run the system; one file a command."""

import click

from service.commands.bench import bench
from service.commands.bundle import bundle
from service.commands.demo import demo
from service.commands.doctor import doctor
from service.commands.import_plan import import_plan
from service.commands.keys import keys
from service.commands.link import link
from service.commands.migrate import migrate
from service.commands.rebuild import rebuild_all
from service.commands.replay import replay_all
from service.commands.score import score
from service.commands.serve import serve
from service.commands.shell import shell
from service.commands.stage import stage
from service.commands.tenant import tenant
from service.commands.user import user
from service.commands.verify import verify_all
from service.commands.webhook import webhook
from service.commands.witness import witness
from service.commands.worker import worker

COMMANDS = (
    serve,
    worker,
    migrate,
    demo,
    stage,
    doctor,
    tenant,
    user,
    import_plan,
    rebuild_all,
    replay_all,
    verify_all,
    score,
    bundle,
    keys,
    witness,
    webhook,
    link,
    bench,
    shell,
)


@click.group()
@click.version_option(package_name="sauro")
def main() -> None:
    """Sáu Rõ: kế hoạch thành nhiệm vụ rõ người, rõ việc, rõ hạn."""


for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main()
