/** Makes a Scanner out of a command that prints SARIF. What it says about itself is a claim; what counts is checked here (L5). */

import type { CommandResult } from "../ports.ts";
import type { Change, ChangedFile } from "../records.ts";
import { endedBadly, judge, merge, OUTPUT_CAP_BYTES, type Start } from "./command-evidence.ts";
import { ToolUnavailable, type ExportedFile, type ProvisionedTool, type ScanOutcome } from "./scanner.ts";
import type { Scanner, ScanPorts, ScanTarget, Succeeded } from "./scanner.ts";

/** Tries when one file breaks the tool for all: enough to find two such files among 500 by halves. */
const MOST_RUNS = 40;
const UTF8 = new TextDecoder();

/** What one start of the command is given. */
export interface CommandRun {
  /** Absolute path of the export; the command starts there. */
  readonly root: string;
  /** A new empty folder for what the tool writes. */
  readonly out: string;
  readonly tool: ProvisionedTool;
  /** What it must scan: the exported files that it `expects`, or a part of them. */
  readonly files: readonly ExportedFile[];
  /** All of the export: a tool may also find something in files that it need not scan. */
  readonly exported: readonly ExportedFile[];
  /** Absolute path of the rules that ship with this program. */
  readonly rules: string;
}

/** What the tool says that it did, by path in the export. */
export interface Coverage {
  readonly scanned: ReadonlySet<string>;
  readonly unscanned: readonly UnscannedPath[];
  /** Sentences about the tool as a whole: each makes the run `failed`. */
  readonly problems: readonly string[];
  /** Sentences about what was not taken as the tool gave it; never a reason to fail by themselves. */
  readonly notes?: readonly string[];
}

export interface UnscannedPath {
  readonly path: string;
  readonly startLine?: number;
  readonly endLine?: number;
  readonly reason: string;
}

export interface Report extends CommandRun {
  readonly ports: ScanPorts;
  readonly result: CommandResult;
  /** Text of a file in `out`; undefined when the tool did not write it. */
  read(name: string): Promise<string | undefined>;
}

export interface CommandScanner {
  readonly name: string;
  /** Whether the tool, given this file, must say that it scanned it. Also decides whether it applies. */
  expects(file: ChangedFile): boolean;
  provision(ports: ScanPorts): Promise<ProvisionedTool>;
  /** Writes into `out` what the command reads from there. */
  prepare?(run: CommandRun, ports: ScanPorts): Promise<void>;
  /** Arguments after `tool.argv`. SARIF goes to stdout: the shell caps it, a file it could not. */
  command(run: CommandRun, ports: ScanPorts): readonly string[];
  /** What the tool needs beside its own environment, to keep its state out of the home folder. */
  environment?(run: CommandRun): Readonly<Record<string, string>>;
  /** Knows the tool's exit codes. */
  readonly succeeded: Succeeded;
  report(report: Report): Promise<Coverage>;
  /** The SARIF, when stdout is not it as it stands. Throws for what it cannot read. */
  sarif?(report: Report): Promise<string>;
  /** SHA-256 of what else decides the findings, for the ledger. */
  digests?(ports: ScanPorts): Promise<Readonly<Record<string, string>>>;
  /** As in `Scanner`. */
  rules?: Scanner["rules"];
  /** `false`: a scan of the same files in base would not tell what is new. */
  readonly comparable?: false;
  readonly deadlineMs: number;
  /** Most files per start. Given when the command names its files: then a start that fails is repeated with halves,
   *  until the file that breaks the tool stands alone. */
  readonly batch?: number;
}

export function commandScanner(spec: CommandScanner): Scanner {
  const expects = (file: ChangedFile): boolean =>
    file.kind === "regular" && file.headBlob !== undefined && spec.expects(file);
  return {
    name: spec.name,
    applies: (change: Change) => change.files.some(expects),
    ...(spec.rules === undefined ? {} : { rules: spec.rules }),
    ...(spec.comparable === false ? {} : { comparable: true as const }),
    async scan(target: ScanTarget, ports: ScanPorts): Promise<readonly ScanOutcome[]> {
      const expected = new Set(target.change.files.filter(expects).map(({ uri }) => uri));
      const withheld = target.withheld.filter(({ uri }) => expected.has(uri));
      const nothing = { tool: spec.name, version: "", digests: {}, findings: [], unscanned: withheld };
      let tool: ProvisionedTool;
      try {
        tool = await spec.provision(ports);
      } catch (error) {
        if (!(error instanceof ToolUnavailable)) throw error;
        return [{ ...nothing, state: { status: "unavailable", reason: error.message } }];
      }
      const digests = { lock: tool.lockSha256, ...(await spec.digests?.(ports)) };
      const known = { ...nothing, version: tool.version, digests };
      const files = target.exported.filter(({ file }) => expects(file));
      if (files.length === 0) return [{ ...known, state: { status: "completed" } }];
      const starts = await runAll(
        spec,
        { root: target.root, exported: target.exported, tool, files, rules: ports.rules },
        ports,
      );
      return [{ ...known, ...merge(spec.name, { files, starts, withheld }) }];
    },
  };
}

type Job = Omit<CommandRun, "out">;

async function runAll(spec: CommandScanner, job: Job, ports: ScanPorts): Promise<readonly Start[]> {
  const size = spec.batch ?? job.files.length;
  const queue: (readonly ExportedFile[])[] = [];
  for (let at = 0; at < job.files.length; at += size) queue.push(job.files.slice(at, at + size));
  const starts: Start[] = [];
  for (let runs = 1, files = queue.shift(); files !== undefined; files = queue.shift(), runs++) {
    const start = await runOnce(spec, { ...job, files }, ports);
    if (start.again === true && spec.batch !== undefined && files.length > 1 && runs < MOST_RUNS) {
      const half = Math.ceil(files.length / 2);
      queue.unshift(files.slice(0, half), files.slice(half));
      continue;
    }
    starts.push(start);
  }
  return starts;
}

async function runOnce(spec: CommandScanner, job: Job, ports: ScanPorts): Promise<Start> {
  const out = await ports.files.temporary(spec.name);
  try {
    const run: CommandRun = { ...job, out };
    await spec.prepare?.(run, ports);
    const result = await ports.shell.run({
      argv: [...job.tool.argv, ...spec.command(run, ports)],
      cwd: job.root,
      // UTF-8 names and messages whatever the machine has; nothing is inherited, so no token can be.
      env: { LANG: "C.UTF-8", LC_ALL: "C.UTF-8", ...job.tool.env, ...spec.environment?.(run) },
      deadlineMs: spec.deadlineMs,
      outputCapBytes: OUTPUT_CAP_BYTES,
    });
    const ended = endedBadly(spec, result);
    if (ended !== undefined && result.ended !== "exit") {
      return { findings: [], unscanned: [], scanned: new Set(), problem: ended, again: result.ended === "signal" };
    }
    const read = async (name: string): Promise<string | undefined> => {
      const bytes = await ports.files.read(`${out}/${name}`);
      return bytes === undefined ? undefined : UTF8.decode(bytes);
    };
    return await judge(spec, { ...run, ports, result, read }, ended);
  } finally {
    await ports.files.remove(out);
  }
}
