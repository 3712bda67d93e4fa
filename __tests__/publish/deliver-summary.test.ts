import { describe, expect, test } from "@jest/globals";
import { SUMMARY_MARKER } from "../../src/publish/markers.ts";
import { ALL_DONE, aWorld, planned, refusal } from "./github-world.ts";

describe("the summary comment", () => {
  const body = (effects = planned()) =>
    effects.flatMap((effect) => (effect.kind === "summaryComment" ? [effect.body] : []))[0]!;

  test("is updated when its text is another, and left alone when it is not", async () => {
    const { details, gitHub, state } = aWorld();
    gitHub.addComment({ pull: 7, body: `${SUMMARY_MARKER}\n\nold` });
    expect((await details())["summaryComment"]).toBe("Updated.");
    expect(state.comments.map((comment) => comment.body)).toEqual([body()]);
    expect((await details())["summaryComment"]).toBe("Unchanged.");
    expect(gitHub.called().filter((method) => method === "updateComment")).toHaveLength(1);
  });

  test("L9 with our marker by somebody else is not ours, and a quotation of the marker is no summary", async () => {
    const { details, gitHub, state } = aWorld();
    gitHub.addComment({ pull: 7, body: `${SUMMARY_MARKER}\n\nforged`, ours: false });
    gitHub.addComment({ pull: 7, body: `somebody wrote: ${SUMMARY_MARKER}` });
    expect((await details())["summaryComment"]).toBe("Created.");
    expect(state.comments.map((comment) => comment.body)).toEqual([
      `${SUMMARY_MARKER}\n\nforged`,
      `somebody wrote: ${SUMMARY_MARKER}`,
      body(),
    ]);
  });

  test("of two runs at once is one: the older is kept with the newer text, the other goes, whoever deletes it first", async () => {
    for (const other of ["stays", "is gone"]) {
      const { statuses, gitHub, state } = aWorld();
      gitHub.before("createComment", ({ comments }) =>
        comments.push({ id: 500, pull: 7, body: `${SUMMARY_MARKER}\n\nof the other run`, ours: true }),
      );
      if (other === "is gone") gitHub.refuse("deleteComment", refusal("notFound"));
      expect(await statuses()).toEqual(ALL_DONE);
      expect(state.comments[0]).toMatchObject({ id: 500, body: body() });
      expect(state.comments).toHaveLength(other === "stays" ? 1 : 2);
    }
  });

  test("is ours and unchanged as GitHub keeps it: with its own line ends, and space before it", async () => {
    const { details, gitHub } = aWorld();
    gitHub.addComment({ pull: 7, body: `\r\n${body().replaceAll("\n", "\r\n")}` });
    expect((await details())["summaryComment"]).toBe("Unchanged.");
    expect(gitHub.called()).not.toContain("createComment");
  });

  test("that GitHub does not let us update is not written a second time", async () => {
    const { statuses, gitHub, state } = aWorld();
    gitHub.addComment({ pull: 7, body: `${SUMMARY_MARKER}\n\nold` });
    gitHub.refuse("updateComment", refusal("unavailable"));
    expect((await statuses())["summaryComment"]).toBe("failed");
    expect(state.comments).toHaveLength(1);
  });

  test("L5 with a second one that GitHub does not delete is not called done", async () => {
    const { statuses, gitHub } = aWorld();
    for (const words of ["one", "two"]) gitHub.addComment({ pull: 7, body: `${SUMMARY_MARKER}\n\n${words}` });
    gitHub.refuse("deleteComment", refusal("unavailable"));
    expect((await statuses())["summaryComment"]).toBe("failed");
  });

  test("that somebody deletes while we update it is written again, once", async () => {
    const { statuses, gitHub, state } = aWorld();
    gitHub.addComment({ pull: 7, body: `${SUMMARY_MARKER}\n\nold` });
    gitHub.before("updateComment", ({ comments }) => void comments.splice(0));
    expect(await statuses()).toEqual(ALL_DONE);
    expect(state.comments.map((comment) => comment.body)).toEqual([body()]);
  });
});
