/** What became of each part, at the end of the job summary. */

import type { Delivery } from "../subject.ts";
import { prose } from "./markdown-escape.ts";
import { tableRow } from "./markdown-parts.ts";
import { NEEDS } from "./permissions.ts";

const SIGN: Readonly<Record<Delivery["status"], string>> = {
  done: "✅ done",
  skipped: "➖ skipped",
  failed: "❌ failed",
};

export function deliveredMarkdown(deliveries: readonly Delivery[]): string {
  if (deliveries.length === 0) return "";
  const rows = deliveries.map(({ feature, status, detail }) =>
    tableRow([NEEDS[feature].name, SIGN[status], prose(detail, 800)]),
  );
  return ["### Delivered\n", "| Part | | |\n|---|---|---|", ...rows, ""].join("\n");
}
