/** Finds every process that a child started, also those that left its process group, and signals them. */

import { readdirSync, readFileSync } from "node:fs";

/** What proc(5) `/proc/pid/stat` says. `started` (ticks since boot) tells a process from a later one with its number. */
interface Row {
  readonly pid: number;
  readonly state: string;
  readonly ppid: number;
  readonly group: number;
  readonly session: number;
  readonly started: string;
}

export interface Descendants {
  /** Remembers who descends from the child now: a parent that ends later can no longer be asked. */
  track(): void;
  /** Signals the group and every descendant (0: only looks); answers whether one was alive. */
  signal(signal: NodeJS.Signals | 0): boolean;
}

/** A process that empties its environment, starts its own session and loses its parent between two looks escapes. */
export function descendantsOf(root: number, marker: string): Descendants {
  return process.platform === "linux" ? onLinux(root, marker) : groupOnly(root);
}

// macOS shows other processes' environment and parents only through `ps`: there the process group is all that is ended.
function groupOnly(root: number): Descendants {
  return { track: () => undefined, signal: (signal) => send(-root, signal) };
}

function onLinux(root: number, marker: string): Descendants {
  const known = new Map<number, string>();
  const isOurs = (row: Row): boolean =>
    row.group === root || row.session === root || known.has(row.ppid) || known.has(row.session);
  const living = ({ marked }: { marked: boolean }): readonly Row[] => {
    const rows = processTable();
    const started = new Map(rows.map((row) => [row.pid, row.started]));
    for (const [pid, since] of known) if (started.get(pid) !== since) known.delete(pid);
    if (marked) for (const row of rows) if (environmentOf(row.pid).includes(marker)) known.set(row.pid, row.started);
    // Once more as long as somebody joins: a grandchild may stand before its parent in the table.
    for (let size = -1; size !== known.size;) {
      size = known.size;
      for (const row of rows) if (isOurs(row)) known.set(row.pid, row.started);
    }
    return rows.filter((row) => known.has(row.pid) && row.state !== "Z" && row.state !== "X");
  };
  return {
    // Without the environments: reading them all is ten times the work.
    track: () => void living({ marked: false }),
    signal: (signal) => {
      const rows = living({ marked: true });
      for (const row of rows) send(row.pid, signal);
      return rows.length > 0;
    },
  };
}

function processTable(): readonly Row[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      const stat = readOr("", `/proc/${name}/stat`);
      // The name of the program stands in parentheses and may hold spaces and parentheses.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const [state, ppid, group, session] = fields;
      const started = fields[19];
      if (state === undefined || started === undefined || Number(name) === process.pid) return [];
      return [
        { pid: Number(name), state, ppid: Number(ppid), group: Number(group), session: Number(session), started },
      ];
    });
}

function environmentOf(pid: number): string {
  return readOr("", `/proc/${pid}/environ`);
}

// Processes end while they are looked at, and those of other users are not readable.
function readOr(otherwise: string, path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return otherwise;
  }
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
