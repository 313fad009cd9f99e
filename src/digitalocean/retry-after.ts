/**
 * Seconds that `retry-after` asks for, whether as a number or as a date. A date is one of the provider's clock, which is read
 * from the same answer where it says so: ours may be minutes off.
 *
 * @returns null when it is absent, in the past or no such thing. (`ratelimit-reset` is never read: it often lies in the past.)
 */
export function retryAfterSeconds(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  const theirNow = Date.parse(headers.date ?? '');
  const nowMs = Number.isNaN(theirNow) ? now.getTime() : theirNow;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - nowMs) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
