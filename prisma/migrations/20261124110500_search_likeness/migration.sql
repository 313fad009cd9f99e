-- A number or an address that nothing has is not found by what looks like it: the next address is another machine. All else of
-- the function is as it was.
CREATE OR REPLACE FUNCTION arcadia_search(query text, kinds text[], include_deleted boolean, max_matches integer)
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
  IF FOUND OR sought ~ '^[0-9a-f:.]+$' THEN RETURN; END IF;
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
