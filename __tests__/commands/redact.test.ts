import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { redact } from "../../src/commands/redact.ts";
import { readRedactRequest } from "../../src/flags-redact.ts";
import { RULE_SET_VERSION, ruleSetSha256 } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";
import { fakeRedact, type FakeRedact } from "../fakes/redact.ts";

const TOKEN = `ghp_${alnum(36)}`;

async function run(argv: readonly string[], ports: FakeRedact): Promise<{ code: number; out: string }> {
  const request = readRedactRequest(argv);
  if (request.command !== "redact") throw new Error(request.command);
  const code = await redact(request, ports);
  return { code, out: Buffer.concat(ports.out).toString() };
}

const jsonl = (...rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

describe("redact as a filter", () => {
  test("L1 stdin comes out without its secrets, and says nothing else", async () => {
    const ports = fakeRedact({ files: { "": `a = "${TOKEN}"\nb` } });
    expect(await run([], ports)).toEqual({ code: 0, out: 'a = "⟦secret:github-pat:1⟧"\nb' });
    expect(ports.notes).toEqual([]);
  });

  test("one value has one number in all files, and a file's name tells settings from source", async () => {
    const ports = fakeRedact({
      files: { "/a.ts": `x("${TOKEN}")\n`, "/b/.env": `T=${TOKEN}\nDB_PASSWORD=zebra9crossing\n` },
    });
    const { out } = await run(["/a.ts", "/b/.env"], ports);
    expect(out).toBe('x("⟦secret:github-pat:1⟧")\nT=⟦secret:github-pat:1⟧\nDB_PASSWORD=⟦secret:password:2⟧\n');
  });

  test("L1 the run's own secrets are taken out, also of bytes that are no UTF-8", async () => {
    const known = "clé-très-secrète";
    const bytes = Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(known)]);
    const ports = fakeRedact({ files: { "": bytes }, known: [known] });
    await run([], ports);
    expect(Buffer.concat(ports.out).includes(Buffer.from("secrète"))).toBe(false);
  });

  test("the account has counts, bytes and digests, and not a word of the text", async () => {
    const text = `a = "${TOKEN}" // ${TOKEN}\n`;
    const ports = fakeRedact({ files: { "": text } });
    const { out } = await run(["--json", "--account", "/account.json"], ports);
    const account: unknown = JSON.parse(ports.notes.join(""));
    expect(account).toEqual({
      ruleSet: { version: RULE_SET_VERSION, sha256: ruleSetSha256() },
      bytesBefore: Buffer.byteLength(text),
      bytesAfter: Buffer.byteLength(out),
      sha256: createHash("sha256").update(out).digest("hex"),
      redactions: { "github-pat": 2 },
    });
    expect(ports.written.get("/account.json")).toBe(`${ports.notes.join("")}\n`);
  });

  test("a policy's rules hold", async () => {
    const rules = { patterns: [{ name: "badge", pattern: "BADGE-[0-9]{4}" }], "personal-data": ["email" as const] };
    const ports = fakeRedact({ files: { "": "BADGE-1234 grace@navy.mil" }, rules });
    expect((await run(["--policy", "p.yml"], ports)).out).toBe("⟦secret:policy-badge:1⟧ ⟦secret:email:2⟧");
  });

  test("a reader that goes away ends it, and is no error", async () => {
    const ports = fakeRedact({ files: { "": "a line of text\n".repeat(200_000) }, writes: 0 });
    expect((await run([], ports)).code).toBe(0);
    expect(ports.out).toHaveLength(1);
  });

  test("a file that is not there is named", async () => {
    await expect(run(["/nowhere"], fakeRedact({}))).rejects.toMatchObject({ code: "file-not-found" });
  });
});

describe("redact --jsonl", () => {
  test("answers a line for a line, in order, with offsets in UTF-16 units", async () => {
    const text = `😀 "${TOKEN}"`;
    const ports = fakeRedact({ files: { "": `${jsonl({ id: "b", text }, { id: 7, path: "x.ts", text: "none" })}\n` } });
    const { out } = await run(["--jsonl"], ports);
    expect(out).toBe(jsonl({ id: "b", spans: [[4, 4 + TOKEN.length, "github-pat"]] }, { id: 7, spans: [] }));
  });

  test("the point is what was asked for: a weak password counts where nothing may leak", async () => {
    const files = { "": jsonl({ id: "1", path: ".env", text: "PASSWORD=monkey\n" }) };
    expect((await run(["--jsonl"], fakeRedact({ files }))).out).toContain('"password"');
    expect((await run(["--jsonl", "--point", "scan"], fakeRedact({ files }))).out).toBe(jsonl({ id: "1", spans: [] }));
  });

  test.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["null", "null"],
    ["no text", '{"id":"1"}'],
    ["no id", '{"text":""}'],
    ["a path that is none", '{"id":"1","text":"","path":4}'],
    ["an inherited text", '{"id":"1","__proto__":{"text":"x"}}'],
  ])("L5 a line that is %s is named, and the lines before it are answered", async (_, line) => {
    const ports = fakeRedact({
      files: { "": `${jsonl({ id: "1", text: "x" })}${line}\n${jsonl({ id: "3", text: "x" })}` },
    });
    await expect(run(["--jsonl"], ports)).rejects.toMatchObject({
      code: "jsonl-invalid",
      message: expect.stringContaining("line 2"),
    });
    expect(Buffer.concat(ports.out).toString()).toBe(jsonl({ id: "1", spans: [] }));
  });

  test("many lines come in few writes", async () => {
    const ports = fakeRedact({ files: { "": jsonl({ id: "1", text: "x" }).repeat(5_000) } });
    const { out } = await run(["--jsonl"], ports);
    expect(out.split("\n")).toHaveLength(5_001);
    expect(ports.out.length).toBeLessThan(5);
  });
});

describe("redact --check", () => {
  test("prints places and types, never a value, and exits with 1", async () => {
    const ports = fakeRedact({ files: { "/a.ts": `1\n  const t = "${TOKEN}";\n` } });
    const { code, out } = await run(["--check", "/a.ts"], ports);
    expect({ code, out }).toEqual({ code: 1, out: "/a.ts:2:14 github-pat\n" });
  });

  test("exits with 0 when there is nothing", async () => {
    expect(await run(["--check"], fakeRedact({ files: { "": "const a = 1;\n" } }))).toEqual({ code: 0, out: "" });
  });

  test("a file's name cannot forge a line", async () => {
    const ports = fakeRedact({ files: { "/a\nb:1:1 none": TOKEN } });
    expect((await run(["--check", "/a\nb:1:1 none"], ports)).out.split("\n")).toHaveLength(2);
  });

  test("--staged tells only of lines that the last commit does not have", async () => {
    const old = `t = "${TOKEN}"`;
    const fresh = `u = "ghp_${alnum(37)}"`;
    let asked = 0;
    const file = (name: string, text: string) => ({
      name,
      bytes: Buffer.from(text),
      linesBefore: () => Promise.resolve(void asked++).then(() => new Set([old])),
    });
    const ports = fakeRedact({ staged: [file("a.ts", `x\n${old}\n${fresh}\n`), file("b.ts", "nothing\n")] });
    expect(await run(["--staged"], ports)).toEqual({ code: 1, out: "a.ts:3:6 github-pat\n" });
    expect(asked).toBe(1);
    expect((await run(["--staged"], fakeRedact({ staged: [file("a.ts", old)] }))).code).toBe(0);
  });
});
