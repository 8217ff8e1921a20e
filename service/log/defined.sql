-- What the database holds of the log: one row an object, (kind, name, definition). Written so
-- that every PostgreSQL we run on gives the same words.
WITH held AS (
  SELECT c.*, CASE n.nspname WHEN 'es' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname IN ('es', 'ctx') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
), routine AS (
  SELECT p.*, CASE n.nspname WHEN 'es' THEN p.proname ELSE n.nspname || '.' || p.proname END AS name
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname IN ('es', 'ctx') OR p.proname = 'keep_log'
)
SELECT 'table', name, concat_ws(' ', relkind, relpersistence, 'of', relowner::regrole) FROM held
UNION ALL
SELECT 'wall', name, concat_ws(' ', CASE WHEN relrowsecurity THEN 'stands' ELSE 'down' END,
       CASE WHEN relforcerowsecurity THEN 'for the owner too' END) FROM held
UNION ALL
SELECT 'column', h.name, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attnotnull THEN 'not null' END, pg_get_expr(d.adbin, d.adrelid))
  FROM held h JOIN pg_attribute a ON a.attrelid = h.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = h.oid AND d.adnum = a.attnum
 WHERE NOT h.relispartition
UNION ALL
SELECT 'policy', h.name, concat_ws(' ', p.polname, p.polcmd, p.polpermissive,
       (SELECT string_agg(r::regrole::text, ',' ORDER BY r::regrole::text) FROM unnest(p.polroles) r),
       pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  FROM held h JOIN pg_policy p ON p.polrelid = h.oid
UNION ALL
SELECT 'constraint', h.name, k.conname || ' ' || pg_get_constraintdef(k.oid)
  FROM held h JOIN pg_constraint k ON k.conrelid = h.oid
 WHERE NOT h.relispartition AND k.contype <> 'n'
UNION ALL
SELECT 'index', h.name, pg_get_indexdef(i.indexrelid)
  FROM held h JOIN pg_index i ON i.indrelid = h.oid
 WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
UNION ALL
SELECT 'trigger', h.name, concat_ws(' ', t.tgname, t.tgtype, t.tgfoid::regproc,
       CASE WHEN t.tgenabled IN ('O', 'A') THEN 'on' ELSE 'off' END)
  FROM held h JOIN pg_trigger t ON t.tgrelid = h.oid WHERE NOT t.tgisinternal
UNION ALL
SELECT 'rule', h.name, r.rulename FROM held h JOIN pg_rewrite r ON r.ev_class = h.oid
UNION ALL
SELECT 'function', name, concat_ws(' ', 'of',
       (SELECT CASE WHEN rolsuper THEN 'a superuser' ELSE rolname END FROM pg_roles o
         WHERE o.oid = proowner),
       CASE WHEN prosecdef THEN 'by its power' END, left(md5(concat_ws('|', prosrc,
         pg_get_function_arguments(oid), pg_get_function_result(oid), provolatile, proleakproof,
         proconfig, (SELECT lanname FROM pg_language l WHERE l.oid = prolang))), 12))
  FROM routine
UNION ALL
SELECT 'grant', g.name, concat_ws(' ', CASE g.grantee WHEN 0 THEN 'PUBLIC'
         ELSE g.grantee::regrole::text END, string_agg(g.said, ',' ORDER BY g.said))
  FROM (SELECT name, grantee, privilege_type AS said, relowner AS owner
          FROM held, aclexplode(relacl)
        UNION ALL
        SELECT h.name, x.grantee, x.privilege_type || '(' || a.attname || ')', h.relowner
          FROM held h JOIN pg_attribute a ON a.attrelid = h.oid, aclexplode(a.attacl) x
        UNION ALL
        SELECT name, grantee, privilege_type, proowner
          FROM routine, aclexplode(coalesce(proacl, acldefault('f', proowner)))
        UNION ALL
        SELECT nspname, grantee, privilege_type, nspowner
          FROM pg_namespace, aclexplode(nspacl) WHERE nspname IN ('es', 'ctx')) g
 WHERE g.grantee <> g.owner GROUP BY g.name, g.grantee
UNION ALL
SELECT 'role', rolname, concat_ws(' ', CASE WHEN rolsuper THEN 'superuser' END,
       CASE WHEN rolbypassrls THEN 'beyond the wall' END,
       CASE WHEN rolcreaterole THEN 'makes roles' END,
       CASE WHEN rolreplication THEN 'replicates' END,
       CASE WHEN rolcanlogin AND rolname <> 'sauro_app' THEN 'signs in' END,
       (SELECT 'member of ' || string_agg(m.roleid::regrole::text, ',' ORDER BY 1)
          FROM pg_auth_members m WHERE m.member = r.oid))
  FROM pg_roles r
 WHERE rolname IN ('sauro_app', 'sauro_crossing', 'sauro_oversight', 'sauro_owner', 'sauro_reader',
                   'sauro_writer')
UNION ALL
SELECT 'watch', evtname, concat_ws(' ', evtevent, evtfoid::regproc,
       CASE WHEN evtenabled IN ('O', 'A') THEN 'on' ELSE 'off' END)
  FROM pg_event_trigger WHERE evtname LIKE 'sauro_%'
