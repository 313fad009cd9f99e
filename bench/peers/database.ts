import type { SystemDb } from '../../src/db/sql.ts';

/** What PostGraphile needs in the database: facts as computed columns, which is how it shows what is inside JSON. */
export async function preparePeers(db: SystemDb): Promise<void> {
  const facts = {
    vcpus: ['int', `(r.attrs->>'vcpus')::int`],
    memory_mib: ['int', `(r.attrs->>'memoryMib')::int`],
    disk_gib: ['int', `(r.attrs->>'diskGib')::int`],
    price_monthly: ['text', `r.attrs->>'priceMonthly'`],
    public_ipv4: ['jsonb', `r.attrs->'publicIpv4'`],
    size_gib: ['int', `(r.attrs->>'sizeGib')::int`],
    attached: ['boolean', `(r.attrs->>'attached')::boolean`],
  };
  for (const [name, [type, expression]] of Object.entries(facts)) {
    await db.query(
      `drop function if exists cloud_resources_${name}(cloud_resources); create function cloud_resources_${name}(r cloud_resources) returns ${type} language sql stable as $$ select ${expression} $$`,
    );
  }
}
