-- A tenant's number is part of every leaf of its log, and stays its own when the tenant moves to
-- another instance. So each instance begins to count at a place of its own.

SELECT setval('tenants_tenant_id_seq', 1 + floor(random() * 99999)::int * 10000, false)
 WHERE NOT EXISTS (SELECT FROM tenants);
