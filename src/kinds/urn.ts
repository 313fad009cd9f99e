/**
 * A resource's name across all kinds, `do:<type>:<id>`. An id may hold colons itself (IPv6), so only the first two divide.
 *
 * @returns null when the text is no URN.
 */
export function parseUrn(urn: string): { type: string; id: string } | null {
  const match = /^do:([a-z0-9_]+):(.+)$/.exec(urn);
  return match ? { type: match[1] as string, id: match[2] as string } : null;
}

/** DigitalOcean names a reserved IP in two ways; we keep the newer one. */
export function normaliseUrn(urn: string): string {
  return urn.startsWith('do:floatingip:') ? `do:reservedip:${urn.slice('do:floatingip:'.length)}` : urn;
}
