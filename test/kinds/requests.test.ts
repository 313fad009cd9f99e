import { expect, test } from 'vitest';
import { kinds, kindsByName } from '../../src/kinds/index.ts';
import { largeAccount } from './large-account.ts';

// Requests are the scarce thing: a token has 5,000 an hour.

const hourly = 5000;

test('the day of an account of 1,000 droplets, 100 domains, 50 databases and 20 clusters fits 5,000 requests an hour', () => {
  const { plan, ofProjects, anHour, worstHour } = largeAccount();
  console.log(
    [
      `projects and who is in them: ${ofProjects} requests an hour`,
      ...plan.map(
        (each) => `${each.kind}: ${each.listing} every ${each.everyMinutes} min, ${each.anHour.toFixed(1)} an hour`,
      ),
      `together: ${Math.ceil(anHour)} requests an hour, ${Math.ceil(anHour * 24)} a day; ${Math.ceil(worstHour)} in the worst hour`,
    ].join('\n'),
  );
  expect(anHour).toBeLessThanOrEqual(hourly);
  expect(worstHour).toBeLessThanOrEqual(hourly);
});

test('no kind is listed by a request a droplet, and lists under parents are read at most twice an hour', () => {
  for (const { name, listing, everyMinutes } of kinds) {
    expect([name, listing.parent === 'droplet']).toEqual([name, false]);
    if (listing.under) expect([name, everyMinutes >= 30]).toEqual([name, true]);
  }
});

test('what rides on another kind is due with it', () => {
  for (const { name, listing, everyMinutes } of kinds) {
    const host = kindsByName.get(listing.rides?.on ?? '');
    if (host !== undefined) expect([name, everyMinutes]).toEqual([name, host.everyMinutes]);
  }
});
