import type { ReviewThread, Threads } from "../../src/ports-github.ts";

/** Threads as given; every change is taken. */
export function fakeThreads(threads: readonly ReviewThread[] = []): Threads {
  const taken = async (some: readonly unknown[]): Promise<readonly undefined[]> => some.map(() => undefined);
  return {
    reviewThreads: async () => threads,
    resolveThreads: taken,
    unresolveThreads: taken,
    updateReviewComments: taken,
  };
}
