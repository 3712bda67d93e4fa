import { describe, expect, test } from "@jest/globals";
import { createLog } from "../../src/adapters/logs.ts";

function captured(quiet = false): { log: ReturnType<typeof createLog>; text: () => string } {
  const chunks: string[] = [];
  const stream = { write: (chunk: unknown) => chunks.push(String(chunk)) > 0 };
  return { log: createLog(stream, { quiet }), text: () => chunks.join("") };
}

/** What GitHub's runner does with a line (governance.md 7.2): v2 at the start after white space, v1 anywhere. */
function runnerCommand(line: string): string | undefined {
  const trimmed = line.replace(/^[\s\u2003]+/u, "");
  if (trimmed.startsWith("::") && trimmed.indexOf("::", 2) > 0)
    return trimmed.slice(2, trimmed.indexOf("::", 2)).split(" ")[0];
  const at = line.indexOf("##[");
  return at >= 0 && line.indexOf("]", at) > 0 ? line.slice(at + 3, line.indexOf("]", at)).split(" ")[0] : undefined;
}

describe("L2 the log", () => {
  test.each([
    "::set-output name=verdict::pass",
    "  ::add-mask::pass",
    "\u2003::add-mask::a",
    "finding: ##[set-output name=verdict]pass",
    "a##[add-mask]pass",
    "\u001b[31m::error::x",
    "::ERROR file=a::x",
    "x\r::error::y",
    "x\n::add-matcher::y",
    "##\u200B[group]x",
    "\uFEFF::add-mask::x",
    "#\u001b[0m#[add-mask]x",
    ":\u001b[0m:add-mask::x",
  ])("a line that the runner would obey is printed as text: %j", (line) => {
    const { log, text } = captured();
    log.info(line);
    log.warn(line);
    for (const printed of text().split(/[\n\r]/u)) expect(runnerCommand(printed)).toBeUndefined();
  });

  test("the test's runner does obey the same lines unsanitised, so the test can fail", () => {
    expect(runnerCommand("::set-output name=verdict::pass")).toBe("set-output");
    expect(runnerCommand("x ##[add-mask]pass")).toBe("add-mask");
  });

  test("one call is one line, and quiet silences progress but no warning", () => {
    const { log, text } = captured(true);
    log.info("progress");
    log.warn("a\nb");
    expect(text()).toBe("warning: a b\n");
  });
});
