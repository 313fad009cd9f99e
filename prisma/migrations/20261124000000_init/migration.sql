-- CreateTable
CREATE TABLE "tenants" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mirrored_account" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "provider" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "bootstrapped_at" TIMESTAMPTZ(3),

    CONSTRAINT "mirrored_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cloud_projects" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "provider" TEXT NOT NULL DEFAULT 'digitalocean',
    "provider_id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "purpose" TEXT NOT NULL DEFAULT 'UNCLASSIFIED',
    "name" TEXT NOT NULL,
    "description" TEXT,
    "provider_purpose" TEXT,
    "environment" TEXT,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "stale_strike_count" INTEGER NOT NULL DEFAULT 0,
    "last_struck_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "cloud_projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cloud_resources" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "provider" TEXT NOT NULL DEFAULT 'digitalocean',
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "provider_id" TEXT NOT NULL,
    "urn" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT,
    "status" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "attrs" JSONB NOT NULL DEFAULT '{}',
    "fingerprint" TEXT NOT NULL,
    "kind_version" INTEGER NOT NULL,
    "project_id" UUID,
    "tenant_id" TEXT,
    "owner_urn" TEXT,
    "provider_created_at" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "stale_strike_count" INTEGER NOT NULL DEFAULT 0,
    "last_struck_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "declared" JSONB,
    "drift" JSONB,

    CONSTRAINT "cloud_resources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cloud_resource_links" (
    "from_id" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "to_urn" TEXT NOT NULL,
    "tenant_id" TEXT,

    CONSTRAINT "cloud_resource_links_pkey" PRIMARY KEY ("from_id","relation","to_urn")
);

-- CreateTable
CREATE TABLE "cloud_resource_events" (
    "position" BIGINT NOT NULL,
    "resource_id" UUID NOT NULL,
    "project_id" UUID,
    "tenant_id" TEXT,
    "kind" TEXT NOT NULL,
    "urn" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "occurred_at" TIMESTAMPTZ(3),
    "changes" JSONB NOT NULL DEFAULT '{}',
    "run_id" UUID,
    "actor" TEXT,
    "move_id" UUID,
    "departure" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "cloud_resource_events_pkey" PRIMARY KEY ("position")
) PARTITION BY RANGE ("position");

-- CreateTable
CREATE TABLE "cloud_resource_versions" (
    "resource_id" UUID NOT NULL,
    "from_position" BIGINT NOT NULL,
    "to_position" BIGINT,
    "from_recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "to_recorded_at" TIMESTAMPTZ(3),
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "urn" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT,
    "status" TEXT,
    "tags" TEXT[],
    "attrs" JSONB NOT NULL,
    "project_id" UUID,
    "tenant_id" TEXT,
    "provider_created_at" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "declared" JSONB,
    "drift" JSONB,

    CONSTRAINT "cloud_resource_versions_pkey" PRIMARY KEY ("resource_id","from_position")
);

-- CreateTable
CREATE TABLE "event_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" UUID NOT NULL DEFAULT gen_random_uuid(),
    "position" BIGINT NOT NULL DEFAULT 0,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cursor_key" BYTEA NOT NULL,

    CONSTRAINT "event_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "status" TEXT NOT NULL DEFAULT 'QUEUED',
    "trigger" TEXT NOT NULL,
    "requested_by" TEXT,
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "lane" TEXT NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "held_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "slots" TIMESTAMPTZ(3)[] DEFAULT ARRAY[]::TIMESTAMPTZ(3)[],
    "instance" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_listings" (
    "run_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "verdict" TEXT,
    "reason" TEXT,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "discovered" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "tagged" INTEGER NOT NULL DEFAULT 0,
    "restored" INTEGER NOT NULL DEFAULT 0,
    "drifted" INTEGER NOT NULL DEFAULT 0,
    "struck" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_listings_pkey" PRIMARY KEY ("run_id","kind","part")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "tenants" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "cloud_projects_tenant_id_idx" ON "cloud_projects"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "cloud_projects_provider_provider_id_key" ON "cloud_projects"("provider", "provider_id");

-- CreateIndex
CREATE INDEX "cloud_resources_tenant_id_kind_id_idx" ON "cloud_resources"("tenant_id", "kind", "id");

-- CreateIndex
CREATE INDEX "cloud_resources_kind_part_idx" ON "cloud_resources"("kind", "part");

-- CreateIndex
CREATE INDEX "cloud_resources_project_id_id_idx" ON "cloud_resources"("project_id", "id");

-- CreateIndex
CREATE INDEX "cloud_resources_owner_urn_idx" ON "cloud_resources"("owner_urn");

-- CreateIndex
CREATE UNIQUE INDEX "cloud_resources_provider_kind_provider_id_key" ON "cloud_resources"("provider", "kind", "provider_id");

-- CreateIndex
CREATE UNIQUE INDEX "cloud_resources_urn_key" ON "cloud_resources"("urn");

-- CreateIndex
CREATE INDEX "cloud_resource_links_to_urn_idx" ON "cloud_resource_links"("to_urn");

-- CreateIndex
CREATE INDEX "cloud_resource_events_tenant_id_position_idx" ON "cloud_resource_events"("tenant_id", "position");

-- CreateIndex
CREATE INDEX "cloud_resource_events_resource_id_position_idx" ON "cloud_resource_events"("resource_id", "position");

-- CreateIndex
CREATE INDEX "cloud_resource_versions_from_position_idx" ON "cloud_resource_versions"("from_position");

-- CreateIndex
CREATE INDEX "cloud_resource_versions_tenant_id_from_recorded_at_idx" ON "cloud_resource_versions"("tenant_id", "from_recorded_at");

-- CreateIndex
CREATE INDEX "sync_runs_queued_at_idx" ON "sync_runs"("queued_at");

-- CreateIndex
CREATE INDEX "sync_listings_kind_finished_at_idx" ON "sync_listings"("kind", "finished_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_secret_hash_key" ON "api_keys"("secret_hash");

-- AddForeignKey
ALTER TABLE "cloud_projects" ADD CONSTRAINT "cloud_projects_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cloud_resources" ADD CONSTRAINT "cloud_resources_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "cloud_projects"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cloud_resource_links" ADD CONSTRAINT "cloud_resource_links_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "cloud_resources"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_listings" ADD CONSTRAINT "sync_listings_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand: what Prisma does not know.

-- Sightings -----------------------------------------------------------------------------------------------------------

-- Every sync touches every row: with room on each page, and no index on what it touches, such updates stay on their page.
ALTER TABLE "cloud_resources" SET (fillfactor = 80);
ALTER TABLE "cloud_projects" SET (fillfactor = 80);

-- Lists are empty, never null.
ALTER TABLE "cloud_resources" ALTER COLUMN "tags" SET NOT NULL;
ALTER TABLE "cloud_resource_versions" ALTER COLUMN "tags" SET NOT NULL;
ALTER TABLE "sync_runs" ALTER COLUMN "kinds" SET NOT NULL;
ALTER TABLE "sync_runs" ALTER COLUMN "held_ids" SET NOT NULL;
ALTER TABLE "sync_runs" ALTER COLUMN "slots" SET NOT NULL;
ALTER TABLE "api_keys" ALTER COLUMN "roles" SET NOT NULL;
ALTER TABLE "api_keys" ALTER COLUMN "tenants" SET NOT NULL;

-- What the words may be -----------------------------------------------------------------------------------------------

-- An id with a comma or a star in it could be read as another scope.
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_id_check" CHECK (id ~ '^[a-z0-9][a-z0-9_-]{0,62}$');
ALTER TABLE "mirrored_account" ADD CONSTRAINT "mirrored_account_one_row_check" CHECK (id = 1);
ALTER TABLE "event_head" ADD CONSTRAINT "event_head_one_row_check" CHECK (id = 1);
ALTER TABLE "event_head" ADD CONSTRAINT "event_head_cursor_key_check" CHECK (octet_length(cursor_key) = 32);
ALTER TABLE "cloud_projects" ADD CONSTRAINT "cloud_projects_purpose_check"
  CHECK (purpose IN ('INTERNAL', 'TENANT', 'SHARED', 'UNCLASSIFIED'));
ALTER TABLE "cloud_projects" ADD CONSTRAINT "cloud_projects_tenant_check"
  CHECK ((purpose = 'TENANT') = (tenant_id IS NOT NULL));
ALTER TABLE "cloud_resource_events" ADD CONSTRAINT "cloud_resource_events_type_check"
  CHECK (type IN ('discovered', 'updated', 'tagged', 'drift_detected', 'deleted', 'restored'));
ALTER TABLE "cloud_resource_versions" ADD CONSTRAINT "cloud_resource_versions_validity_check"
  CHECK (to_position > from_position AND (to_position IS NULL) = (to_recorded_at IS NULL));
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_status_check"
  CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'PARTIAL', 'HELD', 'FAILED', 'CANCELLED'));
ALTER TABLE "sync_listings" ADD CONSTRAINT "sync_listings_verdict_check"
  CHECK (verdict IN ('COMPLETE', 'PARTIAL', 'FORBIDDEN', 'UNSUPPORTED', 'FAILED'));

-- A resource has at most one present.
CREATE UNIQUE INDEX "cloud_resource_versions_open_key" ON "cloud_resource_versions" ("resource_id")
  WHERE to_position IS NULL;

-- The log -------------------------------------------------------------------------------------------------------------

CREATE TABLE "cloud_resource_events_p0" PARTITION OF "cloud_resource_events"
  FOR VALUES FROM (MINVALUE) TO (100000000);

-- gen_random_uuid() is Postgres's cryptographic source of randomness without an extension: 122 bits a call.
INSERT INTO "event_head" ("id", "cursor_key")
  VALUES (1, sha256((gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text)::bytea));

CREATE FUNCTION arcadia_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Write a new row instead.';
END
$$;
REVOKE ALL ON FUNCTION arcadia_refuse_change() FROM PUBLIC;

-- Triggers for each row come to partitions by themselves, to later ones too; those for a statement do not.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "cloud_resource_events"
  FOR EACH ROW EXECUTE FUNCTION arcadia_refuse_change();
CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON "cloud_resource_events"
  FOR EACH STATEMENT EXECUTE FUNCTION arcadia_refuse_change();
CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON "cloud_resource_events_p0"
  FOR EACH STATEMENT EXECUTE FUNCTION arcadia_refuse_change();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "audit_log"
  FOR EACH ROW EXECUTE FUNCTION arcadia_refuse_change();
CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON "audit_log"
  FOR EACH STATEMENT EXECUTE FUNCTION arcadia_refuse_change();

-- Who may see what ----------------------------------------------------------------------------------------------------

-- Roles belong to the whole server: another database of it may be making this one right now. Where the owner may not make
-- roles, somebody who may does it before: CREATE ROLE arcadia_viewer NOLOGIN; GRANT arcadia_viewer TO <owner>.
DO $$
DECLARE
  owned text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  FOR attempt IN 1..50 LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'arcadia_viewer') THEN
        CREATE ROLE arcadia_viewer NOLOGIN;
      END IF;
      IF NOT pg_has_role(current_user, 'arcadia_viewer', owned) THEN
        GRANT arcadia_viewer TO current_user;
      END IF;
      RETURN;
    EXCEPTION
      -- internal_error is "tuple concurrently updated".
      WHEN duplicate_object OR unique_violation OR internal_error THEN
        IF attempt = 50 THEN RAISE; END IF;
        PERFORM pg_sleep(0.02);
    END;
  END LOOP;
END
$$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO arcadia_viewer;
GRANT SELECT ON
  "tenants", "cloud_projects", "cloud_resources", "cloud_resource_links", "cloud_resource_events",
  "cloud_resource_versions", "sync_runs", "sync_listings", "audit_log"
  TO arcadia_viewer;
GRANT SELECT ("id", "name", "roles", "tenants", "created_by", "created_at", "expires_at", "last_used_at", "revoked_at")
  ON "api_keys" TO arcadia_viewer;

-- FORCE: the owner too has only what a policy gives, so nothing here relies on a role that bypasses row-level security.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'tenants', 'mirrored_account', 'cloud_projects', 'cloud_resources', 'cloud_resource_links', 'cloud_resource_events',
    'cloud_resource_events_p0', 'cloud_resource_versions', 'event_head', 'sync_runs', 'sync_listings', 'api_keys', 'audit_log'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "owner" ON %I TO current_user USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;

-- arcadia.tenants is '*' (everything) or ids with commas between; unset or empty sees nothing. Each sub-select is evaluated
-- once a statement, not once a row.

CREATE POLICY "viewer" ON "tenants" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
  OR id = ANY ((SELECT string_to_array(current_setting('arcadia.tenants', true), ','))::text[])
);
CREATE POLICY "viewer" ON "cloud_projects" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
  OR tenant_id = ANY ((SELECT string_to_array(current_setting('arcadia.tenants', true), ','))::text[])
);
CREATE POLICY "viewer" ON "cloud_resources" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
  OR tenant_id = ANY ((SELECT string_to_array(current_setting('arcadia.tenants', true), ','))::text[])
);
-- An edge shows only when both its ends do: the sub-query sees what the viewer sees.
CREATE POLICY "viewer" ON "cloud_resource_links" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
  OR (
    tenant_id = ANY ((SELECT string_to_array(current_setting('arcadia.tenants', true), ','))::text[])
    AND EXISTS (SELECT FROM cloud_resources target WHERE target.urn = cloud_resource_links.to_urn)
  )
);
CREATE POLICY "viewer" ON "cloud_resource_events" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
  OR tenant_id = ANY ((SELECT string_to_array(current_setting('arcadia.tenants', true), ','))::text[])
);
CREATE POLICY "viewer" ON "cloud_resource_versions" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
  OR tenant_id = ANY ((SELECT string_to_array(current_setting('arcadia.tenants', true), ','))::text[])
);
CREATE POLICY "viewer" ON "sync_runs" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
);
CREATE POLICY "viewer" ON "sync_listings" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
);
CREATE POLICY "viewer" ON "api_keys" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
);
CREATE POLICY "viewer" ON "audit_log" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
);
