import { expect, test, vi } from 'vitest';
import { createLog } from '../../src/observability/log.ts';
import { startScheduler } from '../../src/sync/scheduler.ts';

test('a process that was held up over slots serves the last of them late, and says so in the log and nowhere else', async () => {
  const log = createLog('silent', false);
  const warned = vi.spyOn(log, 'warn');
  const consoles = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
  const slots: number[] = [];
  const scheduler = startScheduler('* * * * * *', (slot) => slots.push(slot.getTime()), log);
  try {
    await vi.waitUntil(() => slots.length > 0, { timeout: 10_000 });
    const before = slots.length;
    // Nothing runs in this process meanwhile.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3500);
    await vi.waitUntil(() => warned.mock.calls.length > 0, { timeout: 10_000 });
    const [first] = warned.mock.calls[0] as unknown as [{ slots: number; last: Date }]; // as it is logged
    expect(first.slots).toBeGreaterThan(0);
    expect(slots.slice(before)).toContain(first.last.getTime());
    expect(new Set(slots).size).toBe(slots.length);
  } finally {
    await scheduler.stop();
  }
  for (const spied of consoles) expect(spied).not.toHaveBeenCalled();
});

test('the schedule is one of cron, or the start is refused', () => {
  expect(() => startScheduler('every now and then', () => {}, createLog('silent', false))).toThrow(
    'ARCADIA_SYNC_CRON: got "every now and then", wants a cron expression or "off"',
  );
});
