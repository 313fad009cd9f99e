/**
 * Seconds that `retry-after` asks for, whether as a number or as a date.
 *
 * @returns null when it is absent, in the past or no such thing. (`ratelimit-reset` is never read: it often lies in the past.)
 */
export function retryAfterSeconds(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
