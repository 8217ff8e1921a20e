"""Whether the database still defends the log as the migrations left it.

A superuser can take every defence down; this says so, and the tree shows what was done then.
"""

from typing import Any

import psycopg

TABLES = ("stored_events", "commands", "tree_nodes", "checkpoints")
SEEN = """
SELECT c.relname, 'wall'
  FROM pg_class c
 WHERE c.relnamespace = 'es'::regnamespace AND c.relkind IN ('r', 'p')
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
UNION ALL
SELECT w.name, 'trigger'
  FROM unnest(%(tables)s::text[]) AS w(name)
 CROSS JOIN unnest('{append_only,no_truncate}'::text[]) AS t(name)
 WHERE NOT EXISTS (SELECT FROM pg_trigger g
                    WHERE g.tgrelid = to_regclass('es.' || w.name) AND g.tgname = t.name
                      AND g.tgenabled IN ('O', 'A'))
UNION ALL
SELECT c.relname, 'trigger'
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
 WHERE c.relnamespace = 'es'::regnamespace AND NOT g.tgisinternal
   AND g.tgenabled NOT IN ('O', 'A') AND c.relname <> ALL (%(tables)s::text[])
UNION ALL
SELECT c.relname, 'grant'
  FROM pg_class c, aclexplode(c.relacl) AS a
 WHERE c.relnamespace = 'es'::regnamespace AND c.relkind IN ('r', 'p')
   AND a.grantee <> c.relowner AND a.privilege_type <> 'SELECT'
   AND (c.relname, a.grantee::regrole::text, a.privilege_type) NOT IN (
     ('tenant_heads', 'sauro_writer', 'UPDATE'), ('stored_events', 'sauro_writer', 'INSERT'),
     ('commands', 'sauro_writer', 'INSERT'), ('tree_nodes', 'sauro_writer', 'INSERT'),
     ('checkpoints', 'sauro_writer', 'INSERT'))
UNION ALL
SELECT r.rolname, 'role'
  FROM pg_roles r
 WHERE r.rolname IN ('sauro_app', 'sauro_writer', 'sauro_owner')
   AND (r.rolsuper OR r.rolbypassrls OR (r.rolcanlogin AND r.rolname <> 'sauro_app'))
 ORDER BY 2, 1
"""


def breaches(connection: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    """List tables and roles with a defence that is down, and which: empty when all stand.

    `wall` is row level security, `trigger` refuses changes, `grant` is a right that nobody was
    given by us, `role` one that may do more than it should.
    """
    rows = connection.execute(SEEN, {"tables": list(TABLES)}).fetchall()
    return sorted({(name, kind) for name, kind in rows})
