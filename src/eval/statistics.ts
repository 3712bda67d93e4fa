/** Counts, and how sure they are. */

/** `k` of `n`, with the interval in which the true share lies with 95 % certainty. */
export interface Share {
  readonly k: number;
  readonly n: number;
  /** 0 to 1; absent when there are none. */
  readonly interval?: readonly [low: number, high: number];
}

/** The 97.5th percentile of the normal distribution. */
const Z = 1.96;

/** Wilson's score interval (Wilson 1927; Brown, Cai and DasGupta 2001): it holds at small numbers and at 0 and 1. */
export function share(k: number, n: number): Share {
  if (n === 0) return { k, n };
  const p = k / n;
  const scale = 1 + Z ** 2 / n;
  const middle = (p + Z ** 2 / (2 * n)) / scale;
  const reach = (Z * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2))) / scale;
  // At none and at all the ends are 0 and 1, but for rounding.
  return { k, n, interval: [k === 0 ? 0 : middle - reach, k === n ? 1 : middle + reach] };
}

/** Below it no percentage is published: people read "95 %" as knowledge. */
export const FEWEST_FOR_PERCENT = 100;
