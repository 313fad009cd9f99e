import { afterAll, beforeAll, expect, test } from 'vitest';
import { strike } from '../../src/inventory/retire.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { at, see, sightingOf } from './observations.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const spacingMs = 60_000;
const struckBy = (beganAt: number, now: number) =>
  strike(database.system, { kind: 'droplet', part: 'standard', beganAt: at(beganAt) }, at(now), spacingMs);

// Seen red: with strikes that lie apart only from each other. A run that is held up by the database strikes again where it was.
test('a listing strikes a resource once, however late it is tried again', async () => {
  await see(database.system, [sightingOf(1)], 0);
  expect(await struckBy(100, 101)).toEqual({ struck: 1, suspects: 0 });
  expect(await struckBy(100, 4000)).toEqual({ struck: 0, suspects: 0 });
  // Nor does one that was under way at that time: it is no later sign than the first.
  expect(await struckBy(90, 4000)).toEqual({ struck: 0, suspects: 0 });
  expect(await struckBy(4000, 4001)).toEqual({ struck: 1, suspects: 0 });
  expect(await struckBy(4030, 4031)).toEqual({ struck: 0, suspects: 0 });
  expect(await struckBy(4090, 4091)).toEqual({ struck: 1, suspects: 1 });
  expect(await struckBy(4090, 4091)).toEqual({ struck: 0, suspects: 1 });
});
