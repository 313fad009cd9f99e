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

/**
 * Edges to resources of one type. undefined: nothing was said of them; null or an empty id: there is none.
 *
 * @param ids  One, or several; the empty ones among them are left out.
 */
export function linksTo(
  type: string,
  ids: string | readonly (string | null | undefined)[] | null | undefined,
): string[] | undefined {
  if (ids === undefined) return undefined;
  if (ids === null) return [];
  return (typeof ids === 'string' ? [ids] : ids).flatMap((id) => (id ? `do:${type}:${id}` : []));
}

/** The project that an item names as its own; null when it names none. */
export function projectUrn(id: string | null | undefined): string | null {
  return id ? `do:project:${id}` : null;
}
