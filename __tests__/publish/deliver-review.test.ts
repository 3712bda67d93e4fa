import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { history, on, print, reviewOf, world, type History, type World } from "./thread-world.ts";

let at: History;
let it: World;
beforeAll(() => {
  at = history();
});
afterEach(async () => {
  expect(it.gitHub.violations).toEqual([]);
  await it.gitHub.close();
});
afterAll(() => at.repository.dispose());

const [A, B, C] = [print(0), print(1), print(2)];
const comment = (fingerprint: string) =>
  it.gitHub.state.reviewComments().find(({ body }) => body.includes(fingerprint))!;

describe("where code scanning annotates", () => {
  const added = (review: ReturnType<typeof reviewOf>) => ({
    ...review,
    change: {
      ...review.change,
      files: review.change.files.map((file) => ({
        ...file,
        hunks: file.hunks.map((hunk) => ({
          ...hunk,
          lines: [10, 50].map((headLine) => ({ kind: "added" as const, text: "x", headLine })),
        })),
      })),
    },
  });
  const fix = { startLine: 50, endLine: 50, replacement: "call(c)" };
  const review = () => added(reviewOf(at.second, [on(0, 10), on(1, 40), on(2, 50, { fix })]));

  test("a comment stays only if it adds a suggestion, and leads to the alerts; lines that are not added keep theirs", async () => {
    it = await world(at);
    const { detail } = await it.run(review(), { annotated: true });
    expect(detail).toBe(
      "2 comments on lines, 0 findings in the review's text, 1 finding left to code scanning's annotations.",
    );
    expect(it.gitHub.state.reviewComments().map(({ line }) => line)).toEqual(expect.arrayContaining([40, 50]));
    const page = "https://github.com/octo-org/octo.repo/security/code-scanning?query=is%3Aopen";
    expect(comment(C).body).toContain(
      `[Alerts of this rule](${page}+rule%3Asemgrep%2Fjavascript.command-injection+pr%3A1)`,
    );
    expect(comment(B).body).not.toContain("code-scanning");
    const [text] = it.gitHub.state.reviews();
    expect(text!.body).toContain(`1 new finding on lines that code scanning annotates: [alerts](${page}+pr%3A1).`);
    expect((await it.run(review(), { annotated: true })).detail).toBe("Nothing new to say.");
    expect([...it.said()].toSorted()).toEqual([A, B, C].toSorted());
  });

  test("and all of them when it did not take the upload", async () => {
    it = await world(at);
    await it.run(review());
    expect(
      it.gitHub.state
        .reviewComments()
        .map(({ body }) => body)
        .join("\n"),
    ).not.toContain("code-scanning");
    expect(it.gitHub.state.reviewComments()).toHaveLength(3);
  });
});
