-- CreateIndex
CREATE INDEX "cloud_resources_tenant_id_id_idx" ON "cloud_resources"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "cloud_resources_kind_id_idx" ON "cloud_resources"("kind", "id");

-- CreateIndex
CREATE INDEX "cloud_resources_name_id_idx" ON "cloud_resources"("name", "id");

-- CreateIndex
CREATE INDEX "cloud_resources_region_id_idx" ON "cloud_resources"("region", "id");

-- CreateIndex
CREATE INDEX "cloud_resources_status_id_idx" ON "cloud_resources"("status", "id");

-- CreateIndex
CREATE INDEX "cloud_resources_first_seen_at_id_idx" ON "cloud_resources"("first_seen_at", "id");

-- CreateIndex
CREATE INDEX "cloud_resources_provider_created_at_id_idx" ON "cloud_resources"("provider_created_at", "id");

-- DropIndex
DROP INDEX "cloud_resource_versions_tenant_id_from_recorded_at_idx";

-- From here on by hand: what Prisma does not know.

-- The estate as of a moment: versions that began by then and had not ended. Two ranges in one index; the present never ends. It
-- is a case and no coalesce, because under row-level security an index takes leakproof conditions alone, and Postgres counts
-- coalesce among those that might leak.
CREATE INDEX "cloud_resource_versions_validity_idx" ON "cloud_resource_versions"
  ((CASE WHEN to_recorded_at IS NULL THEN 'infinity' ELSE to_recorded_at END), from_recorded_at);
CREATE INDEX "cloud_resource_versions_tenant_validity_idx" ON "cloud_resource_versions"
  (tenant_id, (CASE WHEN to_recorded_at IS NULL THEN 'infinity' ELSE to_recorded_at END), from_recorded_at);

-- Search --------------------------------------------------------------------------------------------------------------

-- A trusted extension, part of Postgres: whoever may create in the database may have it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Everything a person may look a resource up by, in one text: name, URN (and so the provider's id), tags, and those facts that
-- are an address or the name of a host.
CREATE FUNCTION arcadia_search_text(name text, urn text, tags text[], attrs jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
BEGIN
  RETURN lower(name || ' ' || urn || ' ' || array_to_string(tags, ' ') || ' ' || translate(jsonb_path_query_array(attrs,
    '$.*[*] ? (@ like_regex "^[0-9a-zA-Z-]*[.:][0-9a-zA-Z.:-]*[.:][0-9a-zA-Z.:-]*$" && !(@ like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}T"))')::text,
    '[]",', ''));
END
$$;

ALTER TABLE "cloud_resources" ADD COLUMN "search_text" TEXT
  GENERATED ALWAYS AS (arcadia_search_text(name, urn, tags, attrs)) STORED;
CREATE INDEX "cloud_resources_search_text_idx" ON "cloud_resources" USING gin (search_text gin_trgm_ops);

-- Under row-level security an index takes conditions of leakproof operators alone, and those of trigrams are not. So viewers
-- search through this function: it runs as the owner, and narrows to the viewer's scope itself. It gives ids, and rows are then
-- read by the viewer, under the viewer's policy.
--
-- Ranks: 0 the very thing, 100 its name begins so, 200 its name has it, 300 its text has it. Only where nothing has it, what
-- looks like it: 400 and up, the more alike the lower. Candidates are bounded, so that a word that everything has costs little;
-- what is named exactly so is found all the same.
CREATE FUNCTION arcadia_search(query text, kinds text[], include_deleted boolean, max_matches integer)
RETURNS TABLE (id uuid, rank integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public
SET pg_trgm.word_similarity_threshold = 0.5 AS $$
DECLARE
  scope text := current_setting('arcadia.tenants', true);
  tenants text[] := string_to_array(scope, ',');
  sought text := lower(btrim(query));
  pattern text := regexp_replace(replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_'), '\s+', '%', 'g');
BEGIN
  RETURN QUERY
    SELECT c.id,
           CASE
             WHEN lower(c.name) = sought OR c.urn = sought OR c.provider_id = sought
               OR sought = ANY (string_to_array(c.search_text, ' ')) THEN 0
             WHEN lower(c.name) LIKE pattern || '%' THEN 100
             WHEN lower(c.name) LIKE '%' || pattern || '%' THEN 200
             ELSE 300
           END AS rank
      FROM (
        (SELECT r.id, r.name, r.urn, r.provider_id, r.search_text FROM cloud_resources r
          WHERE r.search_text LIKE '%' || pattern || '%'
            AND (scope = '*' OR r.tenant_id = ANY (tenants))
            AND (kinds IS NULL OR r.kind = ANY (kinds)) AND (include_deleted OR r.deleted_at IS NULL)
          LIMIT 5000)
        UNION
        (SELECT r.id, r.name, r.urn, r.provider_id, r.search_text FROM cloud_resources r
          WHERE r.name = btrim(query)
            AND (scope = '*' OR r.tenant_id = ANY (tenants))
            AND (kinds IS NULL OR r.kind = ANY (kinds)) AND (include_deleted OR r.deleted_at IS NULL)
          LIMIT 1000)
      ) c
     ORDER BY 2, 1
     LIMIT max_matches;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY
    SELECT c.id, 400 + (100 * (1 - word_similarity(sought, c.search_text)))::integer AS rank
      FROM (
        SELECT r.id, r.search_text FROM cloud_resources r
         WHERE sought <% r.search_text
           AND (scope = '*' OR r.tenant_id = ANY (tenants))
           AND (kinds IS NULL OR r.kind = ANY (kinds)) AND (include_deleted OR r.deleted_at IS NULL)
         LIMIT 500
      ) c
     ORDER BY 2, 1
     LIMIT max_matches;
END
$$;
REVOKE ALL ON FUNCTION arcadia_search(text, text[], boolean, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION arcadia_search(text, text[], boolean, integer) TO arcadia_viewer;
