/** What an output may need beyond the `Review`. */

import type { RunAddress } from "./links.ts";

/** Where the files of this run are, as people are told: absolute paths. */
export interface OutputFiles {
  readonly sarif?: string;
  readonly report?: string;
  readonly ledger?: string;
  readonly summary?: string;
}

export interface RenderOptions {
  /** Text only: terminal colours. Default false. */
  readonly colour?: boolean;
  /** Text only: columns of the terminal; between 40 and 120. Default 80. */
  readonly width?: number;
  readonly files?: OutputFiles;
  /** Head of the ledger's hash chain. */
  readonly ledgerRoot?: string;
  /** What the program will end with, when it is not what the outcome has by default. */
  readonly exitCode?: number;
  /** Markdown and HTML: at most this many bytes of UTF-8; what does not fit is counted. */
  readonly maxBytes?: number;
  /** Markdown: places become links to the lines of head. */
  readonly run?: RunAddress;
  /** Markdown: its number, with `run`: people's comments become links. */
  readonly pullRequest?: number;
  /** Markdown: the short form, with a link to the run: for people who read it between other comments. */
  readonly comment?: true;
  /** Markdown: false where the verdict stands above it already. */
  readonly heading?: false;
  /** Markdown: false where Mermaid may not be drawn. */
  readonly pictures?: false;
}

export const FILE_WORDS = {
  report: "report (HTML)",
  summary: "summary (Markdown)",
  sarif: "SARIF",
  ledger: "ledger",
} as const satisfies Readonly<Record<keyof OutputFiles, string>>;

/** The files that were written, in the order in which people want them. */
export function namedFiles(files: OutputFiles = {}): readonly { readonly label: string; readonly path: string }[] {
  return (["report", "summary", "sarif", "ledger"] as const).flatMap((key) => {
    const path = files[key];
    return path === undefined ? [] : [{ label: FILE_WORDS[key], path }];
  });
}
