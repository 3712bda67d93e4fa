/** What a scanner is. Adding one is one file here and one line in `registry.ts`. */

import type { RawFinding, Rule } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { Clock, CommandResult, Files, GitHub, Log, Objects, Shell } from "../ports.ts";
import type { OwnRules } from "./semgrep-own.ts";
import type { Detector } from "../secrets/index.ts";
import type { Change, ChangedFile, Redacted, ScannerState, Unscanned } from "../records.ts";

/** A file of head that was written to the export. `path` is relative to the export's root and may differ from `uri` (unsafe names). */
export interface ExportedFile {
  readonly file: ChangedFile;
  readonly path: string;
}

/** What a scanner is given: the change, and an export of its files in head without symlinks and with no name that steers a tool. */
export interface ScanTarget {
  readonly change: Change;
  /** Absolute path of the export. */
  readonly root: string;
  readonly exported: readonly ExportedFile[];
  /** Changed files of head that are not in the export, or parts of those that are which scanners misread, with the reason (too big, symlink). */
  readonly withheld: readonly Unscanned[];
}

export type DependencyGraph = Pick<GitHub, "dependencyChanges" | "advisory">;

export type ScanPorts = {
  readonly shell: Shell;
  readonly files: Files;
  readonly objects: Objects;
  readonly log: Log;
  readonly clock: Clock;
  readonly provision: Provision;
  /** Absolute path of the rules that ship with this program. */
  readonly rules: string;
  /** As the base commit has it. */
  readonly policy: Policy;
  /** semgrep rules that the policy names, read at the base commit. */
  readonly ownRules?: OwnRules;
  /** How the policy says that secrets are looked for. */
  readonly detector: Detector;
  /** Only `src/secrets` makes one: no text of a scanner or of head leaves the stage without it (L1). */
  readonly redact: (text: string) => Redacted;
  /** In a workflow job. */
  readonly dependencyGraph?: DependencyGraph;
};

/** A tool is not to be had; the message is a sentence with the way out ("…: install Python 3 with venv, or …"). */
export class ToolUnavailable extends Error {
  override readonly name = "ToolUnavailable";
}

/** Gets a pinned tool and says what it is. Throws `ToolUnavailable` with the way out. */
export interface Provision {
  /** From PyPI, by the lock `tools/<tool>.lock`. `start`: argv below the environment, like `["bin/python", "-I", …]`. */
  pip(tool: string, start: readonly [string, ...string[]]): Promise<ProvisionedTool>;
  /** Built from source of the Go module proxy, by `tools/<tool>/`. */
  go(tool: string): Promise<ProvisionedTool>;
  /** The program of that name on PATH, its version recorded, whatever it is. */
  path(tool: string): Promise<ProvisionedTool>;
}

export interface ProvisionedTool {
  readonly version: string;
  /** SHA-256 of the lock that pins it; of the program itself when PATH gave it. */
  readonly lockSha256: string;
  /** The start of an argv: `[python, …]` or `[program]`. */
  readonly argv: readonly [string, ...string[]];
  /** What the tool itself needs in its environment (PATH, HOME in a temporary folder, …). */
  readonly env: Readonly<Record<string, string>>;
}

/** What a scanner answers. `findings` come from `sarif/parse.ts` and are hostile text already cleaned there. */
export interface ScanOutcome {
  readonly tool: string;
  readonly version: string;
  readonly digests: Readonly<Record<string, string>>;
  readonly state: ScannerState;
  readonly findings: readonly RawFinding[];
  readonly unscanned: readonly Unscanned[];
  /** Sentences about what was not taken as the tool gave it; never a reason to fail by themselves. */
  readonly notes?: readonly string[];
}

export type RuleName = Pick<Rule, "id" | "cwe">;

/** Anything that turns a change into findings: in process, over an API, or a command. */
export interface Scanner {
  readonly name: string;
  /**
   * Under `auto` it runs when its tool is on PATH, and is not required (design, "What counts as having run");
   * `inTerminal`: so only where there is no workflow job, whose API it needs.
   */
  readonly optional?: true | "inTerminal";
  /** Reads nothing but its target, so that a scan of the same files in base tells what is new. */
  readonly comparable?: true;
  /** Looks at what the change does: of the rest of a branch it knows nothing. */
  readonly changeOnly?: true;
  /** Looks for something in files of every kind, and so knows no code. */
  readonly readsAnyFile?: true;
  /** Whether the change has anything for it. */
  applies(change: Change): boolean;
  scan(target: ScanTarget, ports: ScanPorts): Promise<readonly ScanOutcome[]>;
  /** What it can find, also when this change has nothing for it: a policy's threats are held against it. */
  rules?(ports: ScanPorts): Promise<readonly RuleName[]>;
}

export type Succeeded = (result: CommandResult) => boolean;
