import { type Reject, readSecret } from './secret.ts';

/** How Spaces is reached, over S3. The variables, but for the regions, are those that DigitalOcean's Terraform provider reads. */
export interface SpacesSettings {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** A URL in which `{{.Region}}` stands for the region. */
  readonly endpoint: string;
  /** Slugs of the regions that are asked. */
  readonly regions: readonly string[];
  /** Whether the operator named them; else they are those that this release knows, and one may be none. */
  readonly regionsAreNamed: boolean;
}

/** Where Spaces is offered. No answer of the API says so: this is the list that DigitalOcean's Terraform provider has. */
export const spacesRegions: readonly string[] =
  'ams3 atl1 blr1 fra1 lon1 mkc1 nyc3 ric1 sfo2 sfo3 sgp1 syd1 tor1'.split(' ');

const regionMark = '{{.Region}}';
const digitalOceanSpaces = `https://${regionMark}.digitaloceanspaces.com`;

/** @returns null without keys: buckets are then not mirrored. */
export function readSpaces(text: (name: string) => string | null, reject: Reject): SpacesSettings | null {
  const accessKeyId = readSecret('SPACES_ACCESS_KEY_ID', 'a key', text, reject);
  const secretAccessKey = readSecret('SPACES_SECRET_ACCESS_KEY', 'a key', text, reject);
  const endpoint = (text('SPACES_ENDPOINT_URL') ?? digitalOceanSpaces).replace(/\/+$/, '');
  if (!isEndpoint(endpoint)) {
    reject('SPACES_ENDPOINT_URL', `an http(s) URL with ${regionMark} in it and no user name`, 'something else');
  }
  const named = text('SPACES_REGIONS');
  const regions = (named ?? spacesRegions.join()).split(',').flatMap((slug) => slug.trim() || []);
  if (regions.length === 0 || regions.some((slug) => !/^[a-z]{3}\d{1,2}$/.test(slug))) {
    reject('SPACES_REGIONS', 'regions by their slugs, comma-separated, such as nyc3,fra1');
  }
  if (accessKeyId === null && secretAccessKey === null) return null;
  if (accessKeyId === null || secretAccessKey === null) {
    const missing = accessKeyId === null ? 'SPACES_ACCESS_KEY_ID' : 'SPACES_SECRET_ACCESS_KEY';
    const isAbsent = text(missing) === null && text(`${missing}_FILE`) === null;
    if (isAbsent) reject(missing, 'the other half of the pair of Spaces keys', 'nothing');
    return null;
  }
  return { accessKeyId, secretAccessKey, endpoint, regions: [...new Set(regions)], regionsAreNamed: named !== null };
}

/** Where one region answers; ends without a slash. */
export function endpointIn(endpoint: string, region: string): string {
  return endpoint.replaceAll(regionMark, region);
}

function isEndpoint(endpoint: string): boolean {
  const sample = endpointIn(endpoint, 'nyc3');
  if (!endpoint.includes(regionMark) || !URL.canParse(sample)) return false;
  const { protocol, username, password, search, hash } = new URL(sample);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');
}
