import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, wire } from './facts.ts';
import { flat } from './listing.ts';

export const securityScan = defineKind({
  name: 'security_scan',
  typeName: 'SecurityScan',
  description: 'A scan of the account for weak settings.',
  version: 1,
  urn: (id) => `do:securityscan:${id}`,
  everyMinutes: 60,
  scope: 'security:read',
  listing: flat('/v2/security/scans', 'scans'),
  lookUp: { path: (id) => `/v2/security/scans/${id}`, key: 'scan' },
  wire: z.object({
    id: wire.id,
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    findings: wire.maybe(z.array(z.object({ name: wire.maybe(wire.text), severity: wire.maybe(wire.text) }))),
  }),
  facts: {
    findings: fact.int('Number of findings.'),
    critical: fact.int('How many of them are critical.'),
    high: fact.int('How many of them are of high severity.'),
    rules: fact.strings('What was found, each rule once.'),
  },
  read: (item) => {
    const count = (severity: string) => item.findings?.filter((each) => each.severity === severity).length;
    return {
      id: item.id,
      name: `scan of ${item.created_at?.toISOString().slice(0, 10) ?? item.id}`,
      status: item.status,
      createdAt: item.created_at,
      facts: {
        findings: item.findings?.length,
        critical: count('CRITICAL'),
        high: count('HIGH'),
        rules: sorted(item.findings && [...new Set(item.findings.flatMap(({ name }) => name ?? []))]),
      },
    };
  },
});
