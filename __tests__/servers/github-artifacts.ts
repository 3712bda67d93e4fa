/**
 * The artifact service of a workflow run, as `@actions/artifact` 6 talks to it: Twirp calls with a job's token, and a blob
 * store (Azure's REST API) that the answer to CreateArtifact points at. What the client wants of its surroundings:
 * ACTIONS_RESULTS_URL is this server's origin, ACTIONS_RUNTIME_TOKEN is `runtimeToken()`, and GITHUB_SERVER_URL is github.com,
 * `*.ghe.com` or `*.localhost` ("localhost" alone counts as an Enterprise server, which it refuses).
 */

import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { z } from "zod";
import { ok, type Answer } from "./github-answers.ts";
import type { RecordedRequest } from "./github-record.ts";

/** Name of the artifact → name of the file → its bytes. */
export type Artifacts = ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;

export interface ArtifactService {
  serves(path: string): boolean;
  answer(request: RecordedRequest): Answer;
  /** Artifacts that were finalised. */
  readonly artifacts: Artifacts;
}

const TWIRP = "/twirp/github.actions.results.api.v1.ArtifactService/";
// The client takes the first part of the path for the account's name where the host is an address.
const BLOBS = "/storage/artifacts/";
// Told to nobody but the client: a log or a comment that holds it has leaked it.
export const UPLOAD_SIGNATURE = "c2lnbmF0dXJlIG9mIGFuIHVwbG9hZA";

const Ids = z.object({
  workflow_run_backend_id: z.string(),
  workflow_job_run_backend_id: z.string(),
  name: z.string(),
});
const Create = Ids.extend({ version: z.int() });
const Finalize = Ids.extend({ size: z.string(), hash: z.string().optional() });

/** A job's token: unsigned, of the form that the client reads the run's and the job's ids from. */
export function runtimeToken(run = "run-backend-id", job = "job-backend-id"): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const scp = `Actions.GenericRead:${run} Actions.Results:${run}:${job}`;
  return `${part({ alg: "none", typ: "JWT" })}.${part({ scp })}.${createHash("sha256").update(scp).digest("base64url")}`;
}

export function artifactService(origin: () => string): ArtifactService {
  const blobs = new Map<string, Buffer>();
  const blocks = new Map<string, Buffer>();
  const artifacts = new Map<string, ReadonlyMap<string, Uint8Array>>();
  const created = new Set<string>();

  const create = (name: string): Answer => {
    if (created.has(name))
      return problem(409, "already_exists", "an artifact with this name already exists on the workflow run");
    created.add(name);
    const address = `${origin()}${BLOBS}${encodeURIComponent(name)}.zip`;
    return ok({ ok: true, signed_upload_url: `${address}?sv=2025-01-05&sp=w&sig=${UPLOAD_SIGNATURE}` });
  };
  const finalize = ({ name, size, hash }: z.infer<typeof Finalize>): Answer => {
    const blob = blobs.get(`${BLOBS}${encodeURIComponent(name)}.zip`);
    if (blob === undefined) return problem(404, "not_found", "artifact not found");
    const digest = `sha256:${createHash("sha256").update(blob).digest("hex")}`;
    if (Number(size) !== blob.length || (hash !== undefined && hash !== digest))
      return problem(400, "invalid_argument", "size or hash does not match what was uploaded");
    artifacts.set(name, new Map(Object.entries(unzipSync(blob))));
    return ok({ ok: true, artifact_id: String(artifacts.size) });
  };
  const twirp = ({ path, headers, body }: RecordedRequest): Answer => {
    if (headers.authorization !== `Bearer ${runtimeToken()}`) return problem(401, "unauthenticated", "invalid token");
    const given: unknown = JSON.parse(body);
    const method = path.slice(TWIRP.length);
    if (method === "CreateArtifact") return create(Create.parse(given).name);
    if (method === "FinalizeArtifact") return finalize(Finalize.parse(given));
    return problem(404, "bad_route", `no handler for ${method}`);
  };
  const store = ({ path, query, bytes }: RecordedRequest): Answer => {
    if (query.get("sig") !== UPLOAD_SIGNATURE) return { status: 403, headers: BLOB_HEADERS };
    const kind = query.get("comp");
    if (kind === "block") blocks.set(`${path} ${query.get("blockid") ?? ""}`, bytes);
    else if (kind === "blocklist")
      blobs.set(path, Buffer.concat(listed(bytes).map((id) => blocks.get(`${path} ${id}`)!)));
    else blobs.set(path, bytes);
    return { status: 201, headers: BLOB_HEADERS };
  };

  return {
    artifacts,
    serves: (path) => path.startsWith(TWIRP) || path.startsWith(BLOBS),
    answer: (request) => (request.path.startsWith(TWIRP) ? twirp(request) : store(request)),
  };
}

const BLOB_HEADERS = {
  etag: '"0x8D4BCC2E4835CD0"',
  "last-modified": "Sun, 22 Nov 2026 12:00:00 GMT",
  "x-ms-request-id": "11111111-2222-3333-4444-555555555555",
  "x-ms-version": "2025-01-05",
};

/** `<BlockList><Latest>BASE64</Latest>…</BlockList>`. */
function listed(xml: Buffer): string[] {
  return [...xml.toString("utf8").matchAll(/<Latest>(?<id>[^<]+)<\/Latest>/gu)].map(
    ({ groups }) => groups?.["id"] ?? "",
  );
}

/** Twirp's error form. */
function problem(status: number, code: string, msg: string): Answer {
  return { status, body: { code, msg } };
}
