/** What a person reads when there is no verdict. */

import { ConfigurationError, ExternalError } from "./errors.ts";
import { plainText } from "./untrusted.ts";

/** The text, and the exit code that goes with it. Never a stack trace. */
export function explain(
  error: unknown,
  redact: (text: string) => string,
): { readonly text: string; readonly code: 2 | 3 | 4 } {
  const safe = (text: string) => plainText(redact(text), 4000);
  if (error instanceof ConfigurationError)
    return {
      code: 2,
      text: `error: ${safe(error.message)}\n  fix: ${safe(error.fix)}\n  more: docs/errors.md#${error.code}`,
    };
  if (error instanceof ExternalError)
    return {
      code: 3,
      text: `error: ${safe(error.message)}\n  fix: ${safe(error.fix)}\n  more: docs/errors.md#${error.code}`,
    };
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: 4,
    text: `error: this is a bug in claude-code-review: ${safe(what)}\n  fix: please report it, with the command that you ran.`,
  };
}
