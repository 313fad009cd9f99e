import { styleText } from 'node:util';

/** What text may look like on a terminal; anywhere else it stays as it is. */
export type Style = 'green' | 'yellow' | 'red' | 'dim' | 'bold';

/** Colours are for terminals that have them, and whose owner has not said NO_COLOR. */
export function hasColours(stream: NodeJS.WriteStream = process.stdout): boolean {
  return stream.isTTY === true && stream.hasColors();
}

export function styled(style: Style, text: string): string {
  return hasColours() ? styleText(style, text) : text;
}

/** Names come from elsewhere: a control character in one must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}

/**
 * Columns for people, separated by two spaces; the last one is not padded.
 *
 * @param style  Of a cell, by its row and column.
 */
export function table(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  style: (row: number, column: number) => Style | null = () => null,
): string {
  const clean = rows.map((row) => row.map(printable));
  const widths = titles.map((title, i) => Math.max(lengthOf(title), ...clean.map((row) => lengthOf(row[i] ?? ''))));
  const line = (cells: readonly string[], styleOf: (column: number) => Style | null) =>
    cells
      .map((cell, i) => {
        const padding = i === cells.length - 1 ? '' : ' '.repeat((widths[i] ?? 0) - lengthOf(cell));
        const look = styleOf(i);
        return (look === null ? cell : styled(look, cell)) + padding;
      })
      .join('  ')
      .trimEnd();
  return [line(titles, () => 'bold'), ...clean.map((row, r) => line(row, (column) => style(r, column)))]
    .map((text) => `${text}\n`)
    .join('');
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** `1h 05m`, `3m 20s`, `12s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  if (h > 0) return `${h}h ${two(m)}m`;
  return m > 0 ? `${m}m ${two(s)}s` : `${s}s`;
}

/** Writes, and waits while whoever reads is slow: a pipe into `head` or `less` must not fill our memory. */
export async function write(text: string): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
