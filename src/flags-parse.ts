/** How any command line is read. Pure: nothing is printed and nothing ends the process. */

import { stripVTControlCharacters } from "node:util";
import { CommanderError, type Command } from "commander";
import { ConfigurationError } from "./errors.ts";

/** What the command line asks for besides a command of ours; undefined: a command's action was called. */
export type Asked = { readonly command: "version" } | { readonly command: "help"; readonly text: string } | undefined;

/** @throws ConfigurationError `flag-unknown`, `flag-invalid` or `command-unknown`. */
export function parseCommandLine(program: Command, argv: readonly string[]): Asked {
  let printed = "";
  program.configureOutput({ writeOut: (text) => (printed += text), writeErr: () => undefined });
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    program.parse(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.version") return { command: "version" };
    if (error.exitCode === 0) return { command: "help", text: printed };
    throw usageError(error);
  }
  return undefined;
}

function usageError(error: CommanderError): ConfigurationError {
  const code =
    error.code === "commander.unknownOption"
      ? "flag-unknown"
      : error.code === "commander.unknownCommand"
        ? "command-unknown"
        : "flag-invalid";
  const message = stripVTControlCharacters(error.message).replace(/^error: /u, "");
  return new ConfigurationError(code, message, "Run with --help to see commands, flags and their values.");
}
