import { join } from "node:path";
import type { Effect } from "./effects.ts";

/** What a run leaves behind, by name; every path is absolute. */
export interface RunFiles {
  readonly sarif: string;
  readonly report: string;
  readonly summary: string;
  readonly ledger: string;
}

export function runFiles(folder: string): RunFiles {
  return {
    sarif: join(folder, "review.sarif"),
    report: join(folder, "report.html"),
    summary: join(folder, "summary.md"),
    ledger: join(folder, "ledger.jsonl"),
  };
}

export interface Rendered {
  readonly files: RunFiles;
  readonly texts: Readonly<Record<keyof RunFiles, string>>;
  /** What the command prints, and where: a file, or stdout. */
  readonly result: { readonly text: string; readonly output?: string };
}

/** The evidence first, the result last: whoever sees the result can rely on the files it names. */
export function plan({ files, texts, result }: Rendered): readonly Effect[] {
  const evidence = (["ledger", "sarif", "report", "summary"] as const).map((name): Effect => ({
    kind: "writeFile",
    path: files[name],
    text: texts[name],
  }));
  const { text, output } = result;
  return [...evidence, output === undefined ? { kind: "print", text } : { kind: "writeFile", path: output, text }];
}
