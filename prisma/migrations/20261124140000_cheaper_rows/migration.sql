-- A foreign key is checked row by row, and locks what it refers to: an eighth of the time that a new resource takes. Links are
-- written by the one door, in the transaction that writes their resource, and no resource is ever removed.

-- DropForeignKey
ALTER TABLE "cloud_resource_links" DROP CONSTRAINT "cloud_resource_links_from_id_fkey";

-- The state after an event is found by its resource too, which the primary key knows.
-- DropIndex
DROP INDEX "cloud_resource_versions_from_position_idx";

-- From here on by hand: what Prisma does not know.

-- What the key did when somebody removes resources by hand.
CREATE FUNCTION arcadia_unlink() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM cloud_resource_links WHERE from_id IN (SELECT id FROM gone);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION arcadia_unlink() FROM PUBLIC;
CREATE TRIGGER "unlink" AFTER DELETE ON "cloud_resources"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION arcadia_unlink();

-- The key also refused to empty the table. Now that takes along what is kept of each row elsewhere; by DELETE, since somebody may
-- be emptying those tables in the same statement.
CREATE FUNCTION arcadia_emptied() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM cloud_resource_links;
  DELETE FROM counted_resources;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION arcadia_emptied() FROM PUBLIC;
CREATE TRIGGER "emptied" AFTER TRUNCATE ON "cloud_resources"
  FOR EACH STATEMENT EXECUTE FUNCTION arcadia_emptied();

-- Counting looks at each row of the scope, so here the policy's own price shows. Most viewers are of one tenant: that is one
-- comparison of texts, with the first tenant of the scope, and whether somebody sees all is found out once and not for each row.
ALTER POLICY "viewer" ON "counted_resources" USING (
  (SELECT current_setting('arcadia.tenants', true) = '*')
  OR tenant_id = (SELECT (string_to_array(current_setting('arcadia.tenants', true), ','))[1])
  OR tenant_id = ANY ((SELECT string_to_array(current_setting('arcadia.tenants', true), ','))::text[])
);

-- A change of what is counted is written in place where there is room: no index has to know.
ALTER TABLE "counted_resources" SET (fillfactor = 80);

-- A number as jsonb lies between two numbers only if it is one. A fact that is no number, or none that the kinds let in, is null.
CREATE FUNCTION arcadia_counted_integer(fact jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN fact BETWEEN '-2147483648' AND '2147483647' THEN fact::integer END;
CREATE FUNCTION arcadia_counted_number(fact jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN jsonb_typeof(fact) = 'number' THEN fact::numeric END;
CREATE FUNCTION arcadia_counted_price(fact text) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN length(fact) < 100 AND fact ~ '^-?[0-9]+(\.[0-9]+)?$' THEN fact::numeric END;

CREATE OR REPLACE FUNCTION arcadia_count_new() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO counted_resources
  SELECT id, tenant_id, kind, region, status, tags, project_id, first_seen_at, arcadia_counted_integer(attrs->'vcpus'),
         arcadia_counted_integer(attrs->'memoryMib'), arcadia_counted_integer(attrs->'diskGib'),
         arcadia_counted_number(attrs->'sizeGib'), arcadia_counted_price(attrs->>'priceMonthly')
    FROM written WHERE deleted_at IS NULL;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION arcadia_count_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.deleted_at IS NOT NULL THEN
    DELETE FROM counted_resources WHERE resource_id = OLD.id;
    RETURN NULL;
  END IF;
  INSERT INTO counted_resources VALUES (
    NEW.id, NEW.tenant_id, NEW.kind, NEW.region, NEW.status, NEW.tags, NEW.project_id, NEW.first_seen_at,
    arcadia_counted_integer(NEW.attrs->'vcpus'), arcadia_counted_integer(NEW.attrs->'memoryMib'),
    arcadia_counted_integer(NEW.attrs->'diskGib'), arcadia_counted_number(NEW.attrs->'sizeGib'),
    arcadia_counted_price(NEW.attrs->>'priceMonthly'))
  ON CONFLICT (resource_id) DO UPDATE
     SET (tenant_id, kind, region, status, tags, project_id, first_seen_at, vcpus, memory_mib, disk_gib, size_gib, price_monthly)
       = ROW(excluded.tenant_id, excluded.kind, excluded.region, excluded.status, excluded.tags, excluded.project_id,
             excluded.first_seen_at, excluded.vcpus, excluded.memory_mib, excluded.disk_gib, excluded.size_gib, excluded.price_monthly);
  RETURN NULL;
END
$$;
