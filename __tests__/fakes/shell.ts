import type { Command, CommandResult, Shell } from "../../src/ports.ts";

/** Answers each command by the function, and keeps the commands. Without an answer it ends with exit code 0 and says nothing. */
export function fakeShell(
  answer: (command: Command) => Partial<CommandResult> | Promise<Partial<CommandResult>> = () => ({}),
): Shell & { readonly commands: readonly Command[] } {
  const commands: Command[] = [];
  return {
    commands,
    run: async (command) => {
      commands.push(command);
      const given = await answer(command);
      const code = given.ended === undefined || given.ended === "exit" ? { exitCode: 0 } : {};
      return { ended: "exit", ...code, stdout: new Uint8Array(), stderr: new Uint8Array(), ...given };
    },
  };
}
