import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createArtifactStore, type ArtifactService } from "../../src/adapters/artifact.ts";
import { ExternalError } from "../../src/errors.ts";
import { fakeLog } from "../fakes/log.ts";
import { artifactService, runtimeToken, UPLOAD_SIGNATURE } from "../servers/github-artifacts.ts";

let folder: string;
let files: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ccr-artifact-"));
  files = [join(folder, "results.sarif"), join(folder, "ledger.jsonl")];
  await writeFile(files[0]!, '{"runs":[]}');
  await writeFile(files[1]!, '{"seq":1}\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The service, a store that talks to it, and what got past the store to stdout meanwhile. */
async function onService(
  use: (bench: {
    readonly service: ArtifactService;
    readonly artifacts: ReturnType<typeof artifactService>["artifacts"];
    readonly printed: readonly string[];
    readonly log: ReturnType<typeof fakeLog>;
  }) => Promise<void>,
  answer?: () => { status: number; body?: unknown } | "hang",
): Promise<void> {
  let url = "";
  const artifacts = artifactService(() => url);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const bytes = Buffer.concat(chunks);
      const { pathname: path, searchParams: query } = new URL(request.url ?? "", url);
      const { method = "", headers } = request;
      const recorded = { method, path, query, headers, bytes, body: bytes.toString("utf8"), account: undefined };
      const given = answer?.() ?? artifacts.answer(recorded as Parameters<typeof artifacts.answer>[0]);
      if (given === "hang") return;
      const more = "headers" in given ? given.headers : {};
      response.writeHead(given.status, { "content-type": "application/json", ...(more as object) });
      response.end(given.body === undefined ? undefined : JSON.stringify(given.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  const printed: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = (text: string | Uint8Array) => {
    printed.push(String(text));
    return true;
  };
  try {
    const service = { token: runtimeToken(), resultsUrl: url, serverUrl: `http://github.localhost:${port}` };
    await use({ service, artifacts: artifacts.artifacts, printed, log: fakeLog() });
  } finally {
    process.stdout.write = write;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function failure(promise: Promise<void>): Promise<ExternalError> {
  const error = await promise.then(
    () => new Error("not refused"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ExternalError)) throw error;
  expect(error.code).toBe("artifact-failed");
  expect(error.fix).toContain("The files are there all the same");
  expect(error.message + error.fix).not.toContain(runtimeToken());
  return error;
}

test("an upload that takes too long is broken off, so that the job can end", async () => {
  const server = createServer();
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  // On a busy machine loading it takes longer than the deadline, and nothing would be under way.
  await import("@actions/artifact");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const [resultsUrl, serverUrl] = [`http://127.0.0.1:${port}`, `http://github.localhost:${port}`];
  try {
    const store = createArtifactStore({ token: runtimeToken(), resultsUrl, serverUrl }, fakeLog(), {
      deadlineMs: 3000,
    });
    expect((await failure(store("late", files))).message).toContain("it took longer than 3 s");
    await Promise.all([...open].map((socket) => once(socket, "close")));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe("an artifact", () => {
  test("holds the files under their base names; nothing is printed, and no variable stays or is changed", async () => {
    const before = { ...process.env };
    process.env["HTTPS_PROXY"] = process.env["HTTP_PROXY"] = process.env["http_proxy"] = "http://127.0.0.1:9";
    process.env["AZURE_LOG_LEVEL"] = "verbose";
    try {
      await onService(async ({ service, artifacts, printed, log }) => {
        const { write } = process.stdout;
        await createArtifactStore(service, log)("claude-code-review", files);
        expect(process.stdout.write).toBe(write);
        const text = new Map(
          [...artifacts.get("claude-code-review")!].map(([name, bytes]) => [name, String(Buffer.from(bytes))]),
        );
        expect(text).toEqual(
          new Map([
            ["results.sarif", '{"runs":[]}'],
            ["ledger.jsonl", '{"seq":1}\n'],
          ]),
        );
        expect(printed).toEqual([]);
        expect(log.lines.join("\n")).not.toContain(UPLOAD_SIGNATURE);
        expect(process.env["ACTIONS_RUNTIME_TOKEN"]).toBeUndefined();
        expect(process.env["HTTPS_PROXY"]).toBe("http://127.0.0.1:9");
      });
    } finally {
      process.env = before;
    }
  });

  test("of a name that the run has is refused, and says the way out", async () => {
    await onService(async ({ service, log, printed }) => {
      const upload = createArtifactStore(service, log);
      await upload("claude-code-review", files);
      const { message, fix } = await failure(upload("claude-code-review", files));
      expect(message).toContain("this workflow run has one of that name already");
      expect(fix).toContain("one job");
      expect(printed).toEqual([]);
    });
  });

  test.each<[string, { status: number; body: unknown }, RegExp]>([
    [
      "a quota",
      { status: 403, body: { msg: "insufficient usage to create artifact" } },
      /storage for artifacts is used up/u,
    ],
    [
      "words of the service's",
      { status: 400, body: { msg: "no\n::set-output name=outcome::pass https://h/x?sig=SECRET" } },
      /no ::set-output name=outcome::pass https:\/\/h\/x\.$/u,
    ],
  ])("that is refused with %s reaches no command of the runner's", async (_, answer, message) => {
    await onService(
      async ({ service, log, printed }) => {
        expect((await failure(createArtifactStore(service, log)("a", files))).message).toMatch(message);
        expect(printed).toEqual([]);
      },
      () => answer,
    );
  });

  test("that takes too long is given up, and what the client prints afterwards is not printed", async () => {
    await onService(
      async ({ service, log, printed }) => {
        const upload = createArtifactStore(service, log, { deadlineMs: 100 });
        expect((await failure(upload("a", files))).message).toContain("it took longer than 0 s");
        process.stdout.write("ours");
        expect(printed).toEqual(["ours"]);
        expect(process.env["ACTIONS_RUNTIME_TOKEN"]).toBeUndefined();
      },
      () => "hang",
    );
  });

  test("is not to be had on GitHub Enterprise Server, nor outside a job", async () => {
    await onService(async ({ service, log }) => {
      const onServer = createArtifactStore({ ...service, serverUrl: "https://git.example.com" }, log);
      expect((await failure(onServer("a", files))).message).toContain("GitHub Enterprise Server has no such service");
    });
    expect((await failure(createArtifactStore(undefined, fakeLog())("a", files))).message).toContain(
      "there is no artifact service here",
    );
  });

  test("of files that are not there, or in two folders, or of none, is refused", async () => {
    await onService(async ({ service, log }) => {
      const upload = createArtifactStore(service, log);
      await failure(upload("a", [join(folder, "none")]));
      await failure(upload("a", []));
      await mkdir(join(folder, "b"), { recursive: true });
      await failure(upload("a", [files[0]!, join(folder, "b", "x")]));
    });
  });
});
