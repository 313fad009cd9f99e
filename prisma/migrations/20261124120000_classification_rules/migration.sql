-- CreateTable
CREATE TABLE "classification_rules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "priority" INTEGER NOT NULL DEFAULT 100,
    "field" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "gives_tenant_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "classification_rules_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "cloud_projects" ADD COLUMN     "classified_by" TEXT,
ADD COLUMN     "rule_id" UUID,
ADD COLUMN     "rules_tried_at" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "classification_rules" ADD CONSTRAINT "classification_rules_gives_tenant_id_fkey" FOREIGN KEY ("gives_tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cloud_projects" ADD CONSTRAINT "cloud_projects_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "classification_rules"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- From here on by hand: what Prisma does not know.

-- Until now everything that was classified was classified by hand; and no rule is to move what is there before an admin has seen it.
UPDATE "cloud_projects" SET classified_by = CASE WHEN purpose <> 'UNCLASSIFIED' THEN 'HAND' END, rules_tried_at = now();

ALTER TABLE "cloud_projects" ADD CONSTRAINT "cloud_projects_classified_by_check"
  CHECK (classified_by IN ('HAND', 'RULE') AND (rule_id IS NULL OR classified_by IS NOT DISTINCT FROM 'RULE'));
ALTER TABLE "classification_rules" ADD CONSTRAINT "classification_rules_field_check" CHECK (field IN ('NAME', 'DESCRIPTION'));
ALTER TABLE "classification_rules" ADD CONSTRAINT "classification_rules_pattern_check"
  CHECK (length(pattern) BETWEEN 1 AND 200 AND (pattern LIKE '%{tenant}%') = (purpose = 'TENANT' AND gives_tenant_id IS NULL));
ALTER TABLE "classification_rules" ADD CONSTRAINT "classification_rules_purpose_check"
  CHECK (purpose IN ('INTERNAL', 'TENANT', 'SHARED') AND (gives_tenant_id IS NULL OR purpose = 'TENANT'));

-- A rule tells of projects that are not the reader's, whoever's tenant it names: for admins.
ALTER TABLE "classification_rules" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "classification_rules" FORCE ROW LEVEL SECURITY;
GRANT SELECT ON "classification_rules" TO arcadia_viewer;
CREATE POLICY "owner" ON "classification_rules" TO current_user USING (true) WITH CHECK (true);
CREATE POLICY "viewer" ON "classification_rules" FOR SELECT TO arcadia_viewer USING (
  (SELECT current_setting('arcadia.tenants', true)) = '*'
);
