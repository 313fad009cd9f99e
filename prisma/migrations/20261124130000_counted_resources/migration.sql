-- CreateTable
CREATE TABLE "counted_resources" (
    "resource_id" UUID NOT NULL,
    "tenant_id" TEXT,
    "kind" TEXT NOT NULL,
    "region" TEXT,
    "status" TEXT,
    "tags" TEXT[],
    "project_id" UUID,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "vcpus" INTEGER,
    "memory_mib" INTEGER,
    "disk_gib" INTEGER,
    "size_gib" DECIMAL,
    "price_monthly" DECIMAL,

    CONSTRAINT "counted_resources_pkey" PRIMARY KEY ("resource_id")
);

-- From here on by hand: what Prisma does not know.

-- Counting reads every living resource of its scope. What it needs of them is a tenth of their size, and no sighting changes it;
-- so it has a table of its own. An index with the same columns on cloud_resources is slower than no index whenever a sync has
-- just touched all rows: until the next vacuum each entry is looked up in its row.
--
-- Kept by triggers, so that whatever changes a resource changes what is counted, in the same transaction. There is no foreign
-- key: its check would cost as much as the row.

-- Lists are empty, never null.
ALTER TABLE "counted_resources" ALTER COLUMN "tags" SET NOT NULL;

ALTER TABLE "counted_resources" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "counted_resources" FORCE ROW LEVEL SECURITY;
GRANT SELECT ON "counted_resources" TO arcadia_viewer;
CREATE POLICY "owner" ON "counted_resources" TO current_user USING (true) WITH CHECK (true);
CREATE POLICY "viewer" ON "counted_resources" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
  OR tenant_id = ANY ((SELECT string_to_array(current_setting('arcadia.tenants', true), ','))::text[])
);

-- A number as jsonb lies between two numbers only if it is one. A fact that is no number, or none that the kinds let in, is null.
CREATE FUNCTION arcadia_count_new() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO counted_resources
  SELECT id, tenant_id, kind, region, status, tags, project_id, first_seen_at,
         CASE WHEN attrs->'vcpus' BETWEEN '-2147483648' AND '2147483647' THEN (attrs->'vcpus')::integer END,
         CASE WHEN attrs->'memoryMib' BETWEEN '-2147483648' AND '2147483647' THEN (attrs->'memoryMib')::integer END,
         CASE WHEN attrs->'diskGib' BETWEEN '-2147483648' AND '2147483647' THEN (attrs->'diskGib')::integer END,
         CASE WHEN jsonb_typeof(attrs->'sizeGib') = 'number' THEN (attrs->'sizeGib')::numeric END,
         CASE WHEN length(attrs->>'priceMonthly') < 100 AND attrs->>'priceMonthly' ~ '^-?[0-9]+(\.[0-9]+)?$'
              THEN (attrs->>'priceMonthly')::numeric END
    FROM written WHERE deleted_at IS NULL;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION arcadia_count_new() FROM PUBLIC;

CREATE FUNCTION arcadia_count_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM counted_resources WHERE resource_id = OLD.id;
  IF TG_OP = 'UPDATE' AND NEW.deleted_at IS NULL THEN
    INSERT INTO counted_resources VALUES (
      NEW.id, NEW.tenant_id, NEW.kind, NEW.region, NEW.status, NEW.tags, NEW.project_id, NEW.first_seen_at,
      CASE WHEN NEW.attrs->'vcpus' BETWEEN '-2147483648' AND '2147483647' THEN (NEW.attrs->'vcpus')::integer END,
      CASE WHEN NEW.attrs->'memoryMib' BETWEEN '-2147483648' AND '2147483647' THEN (NEW.attrs->'memoryMib')::integer END,
      CASE WHEN NEW.attrs->'diskGib' BETWEEN '-2147483648' AND '2147483647' THEN (NEW.attrs->'diskGib')::integer END,
      CASE WHEN jsonb_typeof(NEW.attrs->'sizeGib') = 'number' THEN (NEW.attrs->'sizeGib')::numeric END,
      CASE WHEN length(NEW.attrs->>'priceMonthly') < 100 AND NEW.attrs->>'priceMonthly' ~ '^-?[0-9]+(\.[0-9]+)?$'
           THEN (NEW.attrs->>'priceMonthly')::numeric END);
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION arcadia_count_changed() FROM PUBLIC;

INSERT INTO counted_resources
SELECT id, tenant_id, kind, region, status, tags, project_id, first_seen_at,
       CASE WHEN attrs->'vcpus' BETWEEN '-2147483648' AND '2147483647' THEN (attrs->'vcpus')::integer END,
       CASE WHEN attrs->'memoryMib' BETWEEN '-2147483648' AND '2147483647' THEN (attrs->'memoryMib')::integer END,
       CASE WHEN attrs->'diskGib' BETWEEN '-2147483648' AND '2147483647' THEN (attrs->'diskGib')::integer END,
       CASE WHEN jsonb_typeof(attrs->'sizeGib') = 'number' THEN (attrs->'sizeGib')::numeric END,
       CASE WHEN length(attrs->>'priceMonthly') < 100 AND attrs->>'priceMonthly' ~ '^-?[0-9]+(\.[0-9]+)?$'
            THEN (attrs->>'priceMonthly')::numeric END
  FROM cloud_resources WHERE deleted_at IS NULL;

-- CreateIndex
CREATE INDEX "counted_resources_tenant_id_kind_idx" ON "counted_resources"("tenant_id", "kind");

CREATE TRIGGER "count_new" AFTER INSERT ON "cloud_resources"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION arcadia_count_new();
-- A sighting sets none of these columns.
CREATE TRIGGER "count_changed"
  AFTER UPDATE OF tenant_id, kind, region, status, tags, project_id, first_seen_at, deleted_at, attrs ON "cloud_resources"
  FOR EACH ROW
  WHEN ((OLD.tenant_id, OLD.kind, OLD.region, OLD.status, OLD.tags, OLD.project_id, OLD.first_seen_at, OLD.deleted_at, OLD.attrs)
    IS DISTINCT FROM
    (NEW.tenant_id, NEW.kind, NEW.region, NEW.status, NEW.tags, NEW.project_id, NEW.first_seen_at, NEW.deleted_at, NEW.attrs))
  EXECUTE FUNCTION arcadia_count_changed();
CREATE TRIGGER "count_gone" AFTER DELETE ON "cloud_resources"
  FOR EACH ROW EXECUTE FUNCTION arcadia_count_changed();
