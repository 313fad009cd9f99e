/** The long forms run whole by hand, and shortened where every submission waits for them (`CI`). */
export function longForm<Size>({ whole, ci }: { whole: Size; ci: Size }): Size {
  return process.env.CI === undefined ? whole : ci;
}
