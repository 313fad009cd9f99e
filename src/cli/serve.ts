import { setTimeout as delay } from 'node:timers/promises';
import { signToken } from '../auth/development-key.ts';
import { systemClock } from '../base/clock.ts';
import { readConfig } from '../base/config.ts';
import { createLog } from '../observability/log.ts';
import type { Command } from './command.ts';

/** However many connections hang: a stop takes no longer. */
const stopDeadlineMs = 4500;

export const serve: Command = {
  name: 'serve',
  usage: 'serve',
  summary: 'Starts the service; the same as npm start.',
  async run() {
    const config = readConfig();
    const log = createLog(config.logLevel);
    const stop = stopSignals();
    // Not for whoever wants another command: it takes a second.
    const { startApp } = await import('../app.ts');
    const app = await startApp(config, log);
    log.info(
      { url: app.url, account: app.core.simulated ? 'simulated' : 'live', version: process.versions.node },
      `Arcadia Cloud serves ${app.core.simulated ? 'a SIMULATED account' : 'the live account'} at ${app.url}/graphql`,
    );
    if (app.core.developmentKey !== null) process.stdout.write(await welcome(app.url, app.core.developmentKey));

    const signal = await stop.first;
    log.info({ signal, drainSeconds: config.drainSeconds }, 'Stopping.');
    app.drain();
    // A second signal means now.
    await Promise.race([delay(config.drainSeconds * 1000, undefined, { ref: false }), stop.again]);
    const deadline = setTimeout(() => {
      log.warn('Something did not stop in time; leaving all the same.');
      process.exit(1);
    }, stopDeadlineMs);
    await app.close();
    clearTimeout(deadline);
    // Nothing of ours runs any more; a handle that a library left open must not keep the process.
    setTimeout(() => process.exit(0), 300).unref();
    return 0;
  },
};

/** npm and tsx hand on what a terminal's Ctrl-C gave the whole group already: it comes up to three times. */
const sameSignalMs = 1000;

// The handlers stay: without one, whatever comes again would end the process in the middle of its stop.
function stopSignals(): { readonly first: Promise<NodeJS.Signals>; readonly again: Promise<void> } {
  let onAgain = () => {};
  const again = new Promise<void>((resolve) => {
    onAgain = resolve;
  });
  const first = new Promise<NodeJS.Signals>((resolve) => {
    let firstAtMs: number | null = null;
    const onSignal = (signal: NodeJS.Signals) => {
      const nowMs = performance.now();
      firstAtMs ??= nowMs;
      if (nowMs - firstAtMs < sameSignalMs) resolve(signal);
      else onAgain();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  });
  return { first, again };
}

async function welcome(url: string, key: Parameters<typeof signToken>[0]): Promise<string> {
  const day = 24 * 60 * 60;
  const now = systemClock.now();
  const sign = (sub: string, roles: readonly 'platform_admin'[], tenants: readonly string[]) =>
    signToken(key, { sub, roles, tenants, ttlSeconds: day }, now);
  const admin = await sign('dev-admin', ['platform_admin'], []);
  const acme = await sign('dev-acme', [], ['acme']);
  return [
    '',
    `  GraphQL       ${url}/graphql  (HTTP, WebSocket, SSE; GraphiQL in a browser)`,
    `  Health        ${url}/readyz   ${url}/metrics`,
    '',
    '  Tokens of the development key, good for a day:',
    `  platform admin  ${admin}`,
    `  tenant acme     ${acme}`,
    '',
    '  More of them: npm run -s arcadia -- token --tenant globex',
    '',
    '',
  ].join('\n');
}
