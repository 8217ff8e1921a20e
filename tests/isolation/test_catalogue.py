# ruff: noqa: S608 - every word of these queries is ours
"""What the database's own catalogue must say of walls, roles, owners and keys: empty lists."""

import pytest
from sqlalchemy import Connection, text

from service.ledgers import Instance
from tests.isolation import crossing

OURS = (
    "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_'"
)
WALLED = f"""
    SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
     WHERE c.relkind IN ('r', 'p') AND {OURS} AND c.relname <> 'tenants'
"""
POLICY = "(tenant_id = ( SELECT ctx.tenant() AS tenant))"
WRITERS = (  # its functions ask ctx.tenant() once, and say the answer before they write
    "(tenant_id = ( SELECT (current_setting(''es.tenant''::text))::integer AS current_setting))"
)
ME = "( SELECT ctx.tenant() AS tenant)"
BOTH, GIVER = f"(({ME} = tenant_id) OR ({ME} = {{}}))", f"(tenant_id = {ME})"
OF_A_LINK = (
    "(EXISTS ( SELECT FROM links l WHERE ((l.tenant_id = link_revocations.tenant_id) AND "
    "(l.link_id = link_revocations.link_id) AND (l.taker_id = link_revocations.taker_id))))"
)
EXCHANGE = {  # letters and looks: policies word for word, by table and what they are for
    ("letters", "r"): (BOTH.format("receiver_id"), None),
    ("letters", "a"): (
        None,
        f"({GIVER} AND link_stands(link_id, tenant_id, receiver_id))",
    ),
    ("links", "r"): (BOTH.format("taker_id"), None),
    ("links", "a"): (None, f"({GIVER} AND link_fits(kind, tenant_id, taker_id))"),
    ("link_revocations", "r"): (BOTH.format("taker_id"), None),
    ("link_revocations", "a"): (None, f"({GIVER} AND {OF_A_LINK})"),
    ("oversight.looks", "r"): (crossing.LOOKED_AT, None),
    ("oversight.looks", "a"): (None, GIVER),
}
BETWEEN = (  # seen by two tenants, and by no third
    "('links', 'link_revocations', 'letters', 'oversight.looks')"
)
ACROSS = "polroles = ARRAY['sauro_crossing'::regrole::oid]"  # tests/isolation/crossing.py
ROLES = (
    "('sauro_app', 'sauro_owner', 'sauro_writer', 'sauro_crossing', 'sauro_oversight',"
    " 'sauro_reader')"
)
MINE = "'by_mandate'"  # of readers by mandate: takes rows away, gives none
DEFINERS = {  # functions that act with their owner's power, and what bounds them
    "ctx.tenant": "gives only what a signed context says",
    "ctx.mandates": "days and scope of mandates of ctx.tenant() only",
    "ctx.own_posts": "posts of the signed reader only",
    **dict.fromkeys(
        (
            "ctx.mandate_tasks",
            "ctx.seen_tasks",
            "ctx.seen_plans",
            "ctx.seen_indicators",
            "ctx.seen_things",
            "ctx.seen_evidence",
            "ctx.seen_subjects",
            "ctx.seen_inspections",
            "ctx.seen_conclusions",
            "ctx.seen_reports",
            "ctx.seen_streams",
        ),
        "identifiers of ctx.tenant() only, for the policies of readers by mandate",
    ),
    "es.leaves": "hashes of ctx.tenant() only, of which proofs are made",
    "es.append": "writes for ctx.tenant() only",
    "es.keep_checkpoint": "writes for ctx.tenant() only",
    "es.note_change": "called by the server alone",
    "es.note_drop": "called by the server alone",
    "public.shred_key": "of ctx.tenant() only, and only after an event that names the key",
    "es.append_demo": "not granted to the application, demonstration tenants only",
}
FAULTS = {
    "a table of tenants without a forced wall": f"""
        SELECT c.oid::regclass::text FROM ({WALLED}) c
         WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)""",
    "a table of tenants without a policy": f"""
        SELECT c.oid::regclass::text FROM ({WALLED}) c
         WHERE NOT c.relispartition
           AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)""",
    "a policy that says anything else": f"""
        SELECT polrelid::regclass::text || ' ' || polname FROM pg_policy
         CROSS JOIN LATERAL (SELECT CASE polroles WHEN ARRAY['sauro_writer'::regrole::oid]
                THEN '{WRITERS}' ELSE '{POLICY}' END AS expected) e
         WHERE polrelid::regclass::text NOT IN {BETWEEN} AND NOT {ACROSS} AND polname <> {MINE}
           AND (pg_get_expr(polqual, polrelid) IS DISTINCT FROM expected
                OR pg_get_expr(polwithcheck, polrelid) IS DISTINCT FROM expected)""",
    "a second policy for somebody, which would open a table": f"""
        SELECT polrelid::regclass::text FROM pg_policy, unnest(polroles) AS somebody
         WHERE polrelid::regclass::text NOT IN {BETWEEN} AND polname <> {MINE}
         GROUP BY polrelid, somebody HAVING count(*) > 1""",
    "a policy of readers by mandate that could open something": f"""
        SELECT polrelid::regclass::text FROM pg_policy
         WHERE polname = {MINE}
           AND (polpermissive OR polcmd <> 'r'
                OR polroles <> ARRAY['sauro_reader'::regrole::oid])""",
    "more than reading, looks and keys granted to readers by mandate": """
        SELECT table_name FROM information_schema.role_table_grants
         WHERE grantee = 'sauro_reader' AND privilege_type <> 'SELECT'
           AND NOT (privilege_type = 'INSERT' AND table_name IN ('looks', 'data_keys'))""",
    "a policy for everybody": """
        SELECT polrelid::regclass::text FROM pg_policy WHERE 0 = ANY (polroles)""",
    "a tenant that may be missing": f"""
        SELECT c.oid::regclass::text FROM ({WALLED}) c JOIN pg_attribute a
            ON a.attrelid = c.oid AND a.attname = 'tenant_id' WHERE NOT a.attnotnull""",
    "a unique key without the tenant first": f"""
        SELECT i.indexrelid::regclass::text FROM pg_index i JOIN ({WALLED}) c
            ON c.oid = i.indrelid JOIN pg_attribute a
            ON a.attrelid = c.oid AND a.attname = 'tenant_id'
         WHERE i.indisunique AND i.indkey[0] <> a.attnum""",
    "an index without the tenant first": f"""
        SELECT i.indexrelid::regclass::text FROM pg_index i JOIN ({WALLED}) c
            ON c.oid = i.indrelid JOIN pg_attribute a
            ON a.attrelid = c.oid AND a.attname = 'tenant_id'
         WHERE i.indkey[0] <> a.attnum AND c.oid::regclass::text NOT IN {BETWEEN}""",
    "a foreign key without the tenant": f"""
        SELECT k.conname FROM pg_constraint k JOIN ({WALLED}) c ON c.oid = k.conrelid
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
         WHERE k.contype = 'f' AND NOT a.attnum = ANY (k.conkey)
           AND c.oid::regclass::text NOT IN {BETWEEN}""",
    "a view or a copy of rows": f"""
        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n
            ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm', 'f') AND {OURS}
           AND NOT (n.nspname = 'oversight' AND c.relkind = 'v'
                    AND pg_get_userbyid(c.relowner) = 'sauro_crossing')""",
    "a table that is not the owner's": f"""
        SELECT c.oid::regclass::text FROM ({WALLED}) c
         WHERE pg_get_userbyid(c.relowner) <> 'sauro_owner'""",
    "a role of ours with a power": f"""
        SELECT rolname FROM pg_roles
         WHERE rolname IN {ROLES}
           AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)""",
    "a role of ours that is a member of another": f"""
        SELECT m.member::regrole::text FROM pg_auth_members m
         WHERE m.member::regrole::text IN {ROLES}
           AND NOT (m.member = 'sauro_app'::regrole
                    AND m.roleid IN ('sauro_oversight'::regrole, 'sauro_reader'::regrole))""",
    "a role of ours but the application's that can sign in": f"""
        SELECT rolname FROM pg_roles
         WHERE rolname IN {ROLES} AND rolname <> 'sauro_app' AND rolcanlogin""",
    "anything owned by the application": """
        SELECT classid::regclass::text FROM pg_shdepend
         WHERE refobjid = 'sauro_app'::regrole AND deptype = 'o'""",
    "anything granted to everybody": f"""
        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n
            ON n.oid = c.relnamespace, aclexplode(c.relacl) g WHERE g.grantee = 0 AND {OURS}
        UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n
            ON n.oid = p.pronamespace, aclexplode(coalesce(p.proacl,
               acldefault('f', p.proowner))) g
         WHERE g.grantee = 0 AND {OURS} AND p.prorettype <> 'trigger'::regtype""",
    "a place where everybody may create": f"""
        SELECT n.nspname FROM pg_namespace n, aclexplode(n.nspacl) g
         WHERE g.grantee = 0 AND {OURS}
        UNION ALL SELECT datname FROM pg_database, aclexplode(datacl) g
         WHERE datname = current_database()
           AND (g.grantee = 0 OR (g.grantee = 'sauro_app'::regrole
                                  AND g.privilege_type <> 'CONNECT'))""",
    "more than reading granted to the application on the history": """
        SELECT table_name FROM information_schema.role_table_grants
         WHERE grantee = 'sauro_app' AND table_schema = 'es' AND privilege_type <> 'SELECT'""",
    "a grant to the application that it could pass on or that empties tables": """
        SELECT table_name FROM information_schema.role_table_grants
         WHERE grantee = 'sauro_app'
           AND (is_grantable = 'YES'
                OR privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES'))""",
    "a function that is trusted not to leak": f"""
        SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n
            ON n.oid = p.pronamespace WHERE p.proleakproof AND {OURS}""",
    "a function with a borrowed power and an open search path": f"""
        SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n
            ON n.oid = p.pronamespace WHERE p.prosecdef AND {OURS}
           AND NOT 'search_path=pg_catalog, pg_temp' = ANY (coalesce(p.proconfig, '{{}}'))""",
    "an untrusted language or extension": """
        SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'
        UNION ALL SELECT lanname FROM pg_language
         WHERE lanname NOT IN ('internal', 'c', 'sql', 'plpgsql')""",
}
HOLES = {  # a hole made on purpose, and the fault that must see it
    "CREATE TABLE h (tenant_id int NOT NULL)": "a table of tenants without a forced wall",
    "ALTER TABLE units NO FORCE ROW LEVEL SECURITY": "a table of tenants without a forced wall",
    "DROP POLICY one_tenant ON units": "a table of tenants without a policy",
    "ALTER POLICY one_tenant ON units USING (true)": "a policy that says anything else",
    "ALTER POLICY one_tenant ON units WITH CHECK (true)": "a policy that says anything else",
    "CREATE POLICY more ON units TO sauro_app USING (true)": (
        "a second policy for somebody, which would open a table"
    ),
    "CREATE POLICY by_mandate ON units TO sauro_app USING (true)": (
        "a policy of readers by mandate that could open something"
    ),
    "CREATE POLICY by_mandate ON units TO sauro_reader USING (true)": (
        "a policy of readers by mandate that could open something"
    ),
    "GRANT INSERT ON units TO sauro_reader": (
        "more than reading, looks and keys granted to readers by mandate"
    ),
    "ALTER POLICY one_tenant ON units TO PUBLIC": "a policy for everybody",
    "CREATE VIEW h AS SELECT * FROM units": "a view or a copy of rows",
    "CREATE MATERIALIZED VIEW h AS SELECT * FROM units": "a view or a copy of rows",
    "CREATE UNIQUE INDEX h ON units (unit_id)": "a unique key without the tenant first",
    "CREATE INDEX h ON units (name)": "an index without the tenant first",
    "ALTER ROLE sauro_app BYPASSRLS": "a role of ours with a power",
    "GRANT sauro_owner TO sauro_app": "a role of ours that is a member of another",
    "ALTER ROLE sauro_writer LOGIN": "a role of ours but the application's that can sign in",
    "ALTER ROLE sauro_crossing LOGIN": "a role of ours but the application's that can sign in",
    "GRANT sauro_crossing TO sauro_app": "a role of ours that is a member of another",
    "GRANT UPDATE ON es.stored_events TO sauro_app": (
        "more than reading granted to the application on the history"
    ),
    "GRANT TRUNCATE ON units TO sauro_app": (
        "a grant to the application that it could pass on or that empties tables"
    ),
    "GRANT SELECT ON units TO PUBLIC": "anything granted to everybody",
    "GRANT CREATE ON SCHEMA public TO PUBLIC": "a place where everybody may create",
    "DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO sauro_app', current_database());"
    " END $$": "a place where everybody may create",
    "ALTER TABLE units OWNER TO sauro_app": "anything owned by the application",
    "ALTER POLICY the_writer ON es.tree_nodes USING (true)": "a policy that says anything else",
    "ALTER TABLE es.stored_events DISABLE ROW LEVEL SECURITY": (
        "a table of tenants without a forced wall"
    ),
    "ALTER FUNCTION ctx.tenant() RESET search_path": (
        "a function with a borrowed power and an open search path"
    ),
    "ALTER FUNCTION ctx.tenant() LEAKPROOF": "a function that is trusted not to leak",
}


def found(connection: Connection, fault: str) -> list[str]:
    return list(connection.execute(text(FAULTS[fault])).scalars())


@pytest.mark.parametrize("fault", FAULTS)
def test_there_is_not(admin: Instance, fault: str) -> None:
    with admin.engine.connect() as connection:
        assert found(connection, fault) == []


@pytest.mark.parametrize(("hole", "fault"), HOLES.items())
def test_a_hole_made_on_purpose_is_seen(admin: Instance, hole: str, fault: str) -> None:
    with admin.engine.connect() as connection:
        connection.exec_driver_sql(hole.replace("%", "%%"))
        seen = found(connection, fault)
        connection.rollback()
    assert seen != []


def test_the_functions_that_borrow_power_are_the_ones_we_know(admin: Instance) -> None:
    query = text(f"""
        SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n
            ON n.oid = p.pronamespace WHERE p.prosecdef AND {OURS}""")
    with admin.engine.connect() as connection:
        assert set(connection.execute(query).scalars()) == DEFINERS.keys()


def test_the_application_may_call_no_more_functions_than_it_needs(admin: Instance) -> None:
    query = text(f"""
        SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n
            ON n.oid = p.pronamespace
         WHERE {OURS} AND p.prorettype <> 'trigger'::regtype
           AND n.nspname <> 'jobs'  -- the job library's, on its own tables
               AND has_function_privilege('sauro_app', p.oid, 'EXECUTE')""")
    with admin.engine.connect() as connection:
        assert set(connection.execute(query).scalars()) == {
            *(name for name in DEFINERS if name.startswith(("ctx.seen_", "ctx.mandate"))),
            "ctx.about",
            "ctx.reader",
            "ctx.tenant",
            "es.leaves",
            "es.append",
            "es.keep_checkpoint",
            "public.link_fits",
            "public.link_stands",
            "public.shred_key",
        }


def test_the_exchange_is_written_as_oneself_and_read_by_two(admin: Instance) -> None:
    query = text(f"""
        SELECT polrelid::regclass::text, polcmd::text, pg_get_expr(polqual, polrelid),
               pg_get_expr(polwithcheck, polrelid)
          FROM pg_policy
         WHERE polrelid::regclass::text IN {BETWEEN} AND NOT {ACROSS} AND polname <> {MINE}""")
    with admin.engine.connect() as connection:
        rows = connection.execute(query).all()
    said = {
        (table, what): tuple(one and " ".join(one.split()) for one in (using, check))
        for table, what, using, check in rows
    }
    assert said == EXCHANGE
