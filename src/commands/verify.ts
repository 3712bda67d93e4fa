import type { VerifyRequest } from "../request.ts";
import { ConfigurationError } from "../errors.ts";
import { verifySegment } from "../ledger/index.ts";
import type { Files } from "../ports.ts";
import { oneLine } from "../untrusted.ts";

/** Checks a ledger file. Exit 0 when it holds, 1 when it does not. */
export async function verify(
  request: VerifyRequest,
  ports: { files: Pick<Files, "read">; print: (text: string) => Promise<void> },
): Promise<number> {
  const bytes = await ports.files.read(request.file);
  if (bytes === undefined)
    throw new ConfigurationError(
      "file-not-found",
      `There is no file ${oneLine(request.file)}.`,
      "Give the path of a ledger, as the review printed it.",
    );
  const text = textOf(bytes);
  const result =
    text === undefined
      ? ({ valid: false, line: brokenLine(bytes), problem: "it is not UTF-8: it was changed" } as const)
      : verifySegment(text, request.root);
  await ports.print(request.json ? `${JSON.stringify(result)}\n` : sentences(result, request));
  return result.valid ? 0 : 1;
}

/** Every byte counts: a decoder that drops a byte order mark, or mends what is no UTF-8, reads a changed file as the one before. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function brokenLine(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  return 1 + lines.findIndex((line) => textOf(Buffer.from(line, "latin1")) === undefined);
}

function sentences(result: ReturnType<typeof verifySegment>, { file, root }: VerifyRequest): string {
  if (!result.valid) return `NOT VALID: ${oneLine(file)}, line ${String(result.line)}: ${result.problem}\n`;
  const compared =
    root === undefined
      ? "Compare the root with the one that the run published (--root): a chain alone cannot show that all of it was rewritten."
      : "The root is the one you gave.";
  return `valid: ${String(result.entries)} entries, root ${result.root}\n${compared}\n`;
}
