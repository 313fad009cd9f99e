import { z } from 'zod';

/** What a fact may be. A decimal is money or a rate as an exact decimal string; a dateTime is ISO 8601 in UTC. */
export type FactType = 'string' | 'int' | 'float' | 'boolean' | 'decimal' | 'dateTime' | 'strings';

/**
 * One fact of a kind. Volatile facts (next backup window, status messages) are stored and make no event.
 * A description says the unit and where null comes from; it is the field's description in the schema.
 */
export interface Fact<Type extends FactType = FactType> {
  readonly type: Type;
  readonly description: string;
  readonly volatile: boolean;
}

export type FactDefinitions = Readonly<Record<string, Fact>>;

interface FactValue {
  string: string;
  int: number;
  float: number;
  boolean: boolean;
  decimal: string;
  dateTime: string;
  strings: readonly string[];
}

/**
 * The values of a kind's facts. null: the provider says there is none. undefined: the answer did not speak of it (a narrow
 * token drops embedded fields silently), so what was known stays.
 */
export type FactValues<Definitions extends FactDefinitions> = {
  readonly [Name in keyof Definitions]: FactValue[Definitions[Name]['type']] | null | undefined;
};

const define =
  <Type extends FactType>(type: Type) =>
  (description: string): Fact<Type> => ({ type, description, volatile: false });

export const fact = {
  string: define('string'),
  int: define('int'),
  float: define('float'),
  boolean: define('boolean'),
  decimal: define('decimal'),
  dateTime: define('dateTime'),
  strings: define('strings'),
};

/** The same fact, stored but never an event. */
export function volatile<Type extends FactType>(stable: Fact<Type>): Fact<Type> {
  return { ...stable, volatile: true };
}

// What an answer leaves out and what it sets to null are two things; see FactValues.
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

// The database cannot hold these two; such a text is refused by name, not bent.
const text = z.string().refine((value) => !/[\0\p{Surrogate}]/u.test(value), 'holds NUL or half a character');

/** Checks of the wire's shape that several kinds share. Unknown enum values pass: DigitalOcean's lists are out of date. */
export const wire = {
  maybe,
  text,
  texts: maybe(z.array(text)),
  /** Within 32 bits, which is what the API's Int can carry. */
  integer: z.int32(),
  /** A whole number that may be larger, such as one of bytes: for facts of type float. */
  large: z.int(),
  /** The same, as a text or a number. */
  largeText: z.union([z.int(), z.string().regex(/^-?\d{1,15}$/)]).transform(Number),
  number: z.number(),
  boolean: z.boolean(),
  /** An id that is an integer in one place and a string in another. */
  id: z.union([text.min(1), z.int()]).transform(String),
  /** A region as the object that most kinds embed. */
  region: maybe(z.object({ slug: text })),
  money: z.union([z.number(), z.string()]).transform((value, context) => {
    const decimal = toDecimal(value);
    if (decimal === null) context.addIssue({ code: 'custom', message: 'expected a decimal number' });
    return decimal ?? '';
  }),
  /** Nanoseconds are cut to milliseconds. */
  time: z.string().transform((value, context) => {
    // Date reads far more than ISO 8601, and what it makes of it is a guess.
    const time = new Date(/^\d{4}-\d\d-\d\d[T ]/.test(value) ? value.replace(/(\.\d{3})\d+/, '$1') : Number.NaN);
    // The database has no year 0.
    if (!(time.getUTCFullYear() > 0)) context.addIssue({ code: 'custom', message: 'expected an ISO 8601 time' });
    return time;
  }),
};

/**
 * Money as an exact decimal string: the text of the number, never the float. A float32 that was widened on its way
 * (`0.00743999984115362`) becomes the shortest decimal that the float32 stands for (`0.00744`).
 *
 * @returns null when the value is no finite decimal.
 */
export function toDecimal(value: number | string): string | null {
  if (typeof value === 'string') {
    const text = value.trim().replace(/^\$/, '');
    return /^-?\d+(\.\d+)?$/.test(text) ? text : null;
  }
  if (!Number.isFinite(value)) return null;
  const text = plain(value);
  const single = Math.fround(value);
  const widened = Math.abs(single - value) <= Math.abs(value) * 1e-14;
  if (!widened || Number.isInteger(value)) return text;
  for (let digits = 1; digits <= 9; digits += 1) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === single) return plain(candidate);
  }
  return text;
}

/** String(1e-7) is "1e-7"; a decimal string has no exponent. */
function plain(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  return value.toFixed(20).replace(/\.?0+$/, '');
}

/** Reads inside an embedded object; what was left out stays left out, what was null stays null. */
export function within<Outer, Inner>(outer: Outer | null | undefined, read: (outer: Outer) => Inner) {
  return outer === null || outer === undefined ? (outer as null | undefined) : read(outer);
}

/** A time as a fact. The zero time of the provider's servers stands for none. */
export function moment(time: Date | null | undefined): string | null | undefined {
  return within(time, (at) => (at.getTime() <= zeroTimeMs ? null : at.toISOString()));
}

const zeroTimeMs = Date.parse('0001-01-02T00:00:00Z');

/** An empty text stands for none. */
export function filled(value: string | null | undefined): string | null | undefined {
  return within(value, (text) => text || null);
}

/** Sorted, so that another order is no change. */
export function sorted(values: readonly string[] | null | undefined): string[] | null | undefined {
  return within(values, (list) => [...list].sort());
}
