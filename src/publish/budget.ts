/** A limit in bytes that several lists share: who asks first gets first, and what did not fit is counted. */

export interface Fitted {
  readonly kept: readonly string[];
  readonly dropped: number;
}

export interface Budget {
  /** The first of `items` that fit into what is left. With `atMost`, no more than that many. */
  fit(items: Iterable<string>, atMost?: number): Fitted;
}

/** `maxBytes` of UTF-8. Items are joined by one byte each. */
export function budgetOf(maxBytes: number): Budget {
  let left = maxBytes;
  return {
    fit(items, atMost = Infinity) {
      const kept: string[] = [];
      let dropped = 0;
      for (const item of items) {
        const bytes = Buffer.byteLength(item) + 1;
        // After the first that does not fit nothing else does: the list is cut, not thinned out.
        if (dropped > 0 || kept.length >= atMost || bytes > left) dropped += 1;
        else {
          kept.push(item);
          left -= bytes;
        }
      }
      return { kept, dropped };
    },
  };
}
