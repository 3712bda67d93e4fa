/** Prompts: files that ship with this program, with slots for our own parts only. */

import { createHash } from "node:crypto";
import { posix } from "node:path";
import { ExternalError } from "../errors.ts";
import type { Files } from "../ports.ts";
import type { Redacted } from "../records.ts";
import { own } from "../secrets/index.ts";
import { FENCE } from "./neutral.ts";

export interface Prompt {
  readonly text: Redacted;
  /** Of the text with its slots filled, in hex. */
  readonly sha256: string;
}

export interface PromptFolder {
  readonly files: Pick<Files, "read">;
  /** Absolute path of `prompts/`. */
  readonly folder: string;
}

const SLOT = /\{\{([a-zA-Z]+)\}\}/gu;

/**
 * `name.md` of the prompts with every `{{slot}}` filled.
 * @throws ExternalError `read-failed`: the installation is damaged
 * @throws Error for a slot without a value, or a value without a slot: both are mistakes of ours
 */
export async function readPrompt(
  name: string,
  slots: Readonly<Record<string, string>>,
  { files, folder }: PromptFolder,
): Promise<Prompt> {
  const text = fillSlots(await readShipped(`${name}.md`, { files, folder }), slots);
  return { text: own(text), sha256: createHash("sha256").update(text).digest("hex") };
}

/** @throws ExternalError `read-failed` */
export async function readShipped(name: string, { files, folder }: PromptFolder): Promise<string> {
  const bytes = await files.read(posix.join(folder, name));
  if (bytes !== undefined) return new TextDecoder().decode(bytes);
  throw new ExternalError("read-failed", `prompts/${name} is missing beside the program.`, {
    fix: "Install claude-code-review anew: its folders belong together.",
  });
}

/** Our own scale, in words, for the slot `severities`. */
const SEVERITY_WORDS = [
  "`critical`: anyone who can reach it takes over the system or everyone's data;",
  "`high`: an attacker gains data, rights or execution they must not have, under usual conditions;",
  "`medium`: as high, but it needs a condition that is not usual, or the gain is small;",
  "`low`: it helps another attack.",
].join(" ");

/** `review.md` */
export function reviewPrompt(folder: PromptFolder): Promise<Prompt> {
  return readPrompt("review", { fence: FENCE, severities: SEVERITY_WORDS }, folder);
}

/** `verify.md` */
export function verifyPrompt(folder: PromptFolder): Promise<Prompt> {
  return readPrompt("verify", { fence: FENCE }, folder);
}

/** `fix.md` */
export function fixPrompt(folder: PromptFolder): Promise<Prompt> {
  return readPrompt("fix", { fence: FENCE }, folder);
}

export function fillSlots(template: string, slots: Readonly<Record<string, string>>): string {
  const unfilled = new Set(Object.keys(slots));
  const text = template.replace(SLOT, (_match, slot: string) => {
    const value = Object.hasOwn(slots, slot) ? slots[slot] : undefined;
    if (value === undefined) throw new Error(`The prompt's slot ${slot} has no value.`);
    unfilled.delete(slot);
    return value;
  });
  if (unfilled.size > 0) throw new Error(`The prompt has no slot ${[...unfilled].join(", ")}.`);
  return text.trimEnd();
}
