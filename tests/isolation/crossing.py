"""What the crossing of the province is made of, word for word: policies, views, rights."""

ME = "( SELECT ctx.tenant() AS tenant)"
LOOKED_AT = (
    f"((({ME} = tenant_id) OR ({ME} = commune_id)) OR ((commune_id IS NULL) AND (EXISTS ( "
    f"SELECT FROM links l WHERE ((l.tenant_id = {ME}) AND (l.taker_id = looks.tenant_id) AND "
    "(l.kind = 'province'::text) AND (l.first_day <= looks.day))))))"
)
POLICIES = {  # of who owns the views, by table
    "links": f"((kind = 'province'::text) AND (taker_id = {ME}))",
    "link_revocations": f"(taker_id = {ME})",
    "oversight.standings": "(tenant_id IN ( SELECT l.tenant_id FROM links l))",
    "oversight.figures": "(tenant_id IN ( SELECT l.tenant_id FROM links l))",
    "oversight.heirs": "(tenant_id IN ( SELECT l.tenant_id FROM links l))",
}
GRANTS = {  # everything that the two roles may do, schemas and functions aside
    ("sauro_crossing", name, "SELECT")
    for name in ("tenants", "links", "link_revocations", "standings", "figures", "heirs")
} | {
    ("sauro_oversight", name, "SELECT")
    for name in ("communes", "predecessors", "seen_standings", "stood", "seen_figures")
}
VIEWS = ("communes", "predecessors", "seen_standings", "stood", "seen_figures")
