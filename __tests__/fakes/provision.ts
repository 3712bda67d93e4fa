import { ToolUnavailable, type Provision, type ProvisionedTool } from "../../src/scan/scanner.ts";

/** Has the named tools, however they are asked for, and says that any other is not to be had. */
export function fakeProvision(tools: Readonly<Record<string, Partial<ProvisionedTool>>> = {}): Provision {
  const provide = async (tool: string): Promise<ProvisionedTool> => {
    const given = tools[tool];
    if (given === undefined) throw new ToolUnavailable(`${tool} is not to be had: install it.`);
    return { version: "1.0.0", lockSha256: "0".repeat(64), argv: [tool], env: {}, ...given };
  };
  return { pip: provide, go: provide, path: provide };
}
