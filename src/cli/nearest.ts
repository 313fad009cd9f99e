/** The name that somebody has most likely meant: one that begins so, or differs by some keystrokes; null: none is near. */
export function nearest(meant: string, names: readonly string[]): string | null {
  // As many as a word of that length has by mistake.
  const most = Math.max(1, Math.floor(meant.length / 3));
  const ranked = names
    .map((name) => ({ name, far: keystrokes(meant, name) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far);
  return ranked[0]?.name ?? (meant.length > 2 ? names.find((name) => name.startsWith(meant)) : undefined) ?? null;
}

/** Characters that are added, left out or exchanged between two words (Levenshtein's distance). */
function keystrokes(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, character] of [...from].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const kept = (above[column] ?? 0) + (character === other ? 0 : 1);
      line.push(Math.min(kept, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
