/** One child, from its start to the last of its descendants. */

import { spawn, type ChildProcessByStdio } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Output } from "./launcher-output.ts";
import { descendantsOf, type Descendants } from "./launcher-processes.ts";
import type { Ended, LaunchResult, LaunchSpec } from "./launcher-protocol.ts";

/** Between SIGTERM and SIGKILL: enough for a scanner to remove its temporary files. */
const GRACE_MS = 2_000;
/** After SIGKILL only a process in uninterruptible sleep lives on, and nobody can end that one. */
const KILL_MS = 5_000;
const LOOK_MS = 25;
const TRACK_MS = 200;
/** Children inherit it, also those that leave the process group. */
const MARKER = "CLAUDE_CODE_REVIEW_LAUNCH";

export interface Launch {
  /** Rejects only when the output cannot be written. */
  readonly done: Promise<LaunchResult>;
  /** Ends the child as `interrupted`. */
  interrupt(): void;
}

type Stop = Ended | Error;
type Child = ChildProcessByStdio<null, Readable, Readable>;

export function launch(spec: LaunchSpec): Launch {
  let stop: (why: Stop) => void = () => undefined;
  let why: Stop | undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = (reason) => {
      why ??= reason;
      resolve();
    };
  });
  const run = async (): Promise<LaunchResult> => {
    const output = new Output(spec, stop);
    const deadline = setTimeout(() => stop("deadline"), spec.deadlineMs);
    try {
      const ended = await runChild(spec, { output, stopped, afterExit: () => clearTimeout(deadline) });
      if (why instanceof Error) throw why;
      return why === undefined || ended.ended === "notStarted" ? ended : { ended: why };
    } finally {
      clearTimeout(deadline);
      output.close();
    }
  };
  return { done: run(), interrupt: () => stop("interrupted") };
}

interface Control {
  readonly output: Output;
  readonly stopped: Promise<void>;
  /** From then on the deadline is met, however long the clearing up takes. */
  readonly afterExit: () => void;
}

async function runChild(spec: LaunchSpec, { output, stopped, afterExit }: Control): Promise<LaunchResult> {
  const marker = randomUUID();
  const child = await start(spec, marker);
  if (child instanceof Error) return { ended: "notStarted", detail: child.message };
  const descendants = descendantsOf(child.pid ?? 0, marker);
  const exited = new Promise<LaunchResult>((resolve) =>
    child.once("exit", (code, signal) => {
      afterExit();
      resolve(code === null ? { ended: "signal", detail: signal ?? "unknown" } : { ended: "exit", exitCode: code });
    }),
  );
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.stdout.on("data", (bytes: Uint8Array) => output.write("stdout", bytes));
  child.stderr.on("data", (bytes: Uint8Array) => output.write("stderr", bytes));
  const endTracking = track(descendants);

  const ended = await Promise.race([exited, stopped]);
  endTracking();
  if (ended === undefined) await end(descendants, "SIGTERM", GRACE_MS);
  await end(descendants, "SIGKILL", KILL_MS);
  // What is left in the pipes; a process that could not be ended may hold them open.
  await Promise.race([closed, sleep(KILL_MS, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  return ended ?? { ended: "signal" };
}

async function start(spec: LaunchSpec, marker: string): Promise<Child | Error> {
  const [program, ...args] = spec.argv;
  try {
    // `detached` is setsid(2): a session and process group of its own, out of reach of the terminal's Ctrl-C.
    const child = spawn(program, args, {
      cwd: spec.cwd,
      env: { ...spec.env, [MARKER]: marker },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    return await new Promise((resolve) => {
      child.once("spawn", () => resolve(child));
      child.once("error", resolve);
    });
  } catch (error) {
    // A NUL in argv or environment.
    return error instanceof Error ? error : new Error(String(error));
  }
}

function track(descendants: Descendants): () => void {
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const before = performance.now();
    descendants.track();
    // At most a twentieth of a core, however many processes the machine has.
    timer = setTimeout(look, Math.max(TRACK_MS, 20 * (performance.now() - before)));
  };
  look();
  return () => clearTimeout(timer);
}

/** Signals until nobody is left; with SIGTERM only once, since a program may take the second one as "now". */
async function end(descendants: Descendants, signal: "SIGTERM" | "SIGKILL", patienceMs: number): Promise<void> {
  const before = performance.now();
  let alive = descendants.signal(signal);
  while (alive && performance.now() - before < patienceMs) {
    await sleep(LOOK_MS);
    alive = descendants.signal(signal === "SIGKILL" ? signal : 0);
  }
}
