/**
 * Any output may be printed where the GitHub runner reads the log: it takes `::command::` at the start of a trimmed line
 * and `##[command]` anywhere as orders (governance.md A9). Formats that can spell a character otherwise do that instead.
 */

/** The same text with no runner command in it: `: :` and `# #[`. */
export function withoutRunnerCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gmu, "$1: ").replaceAll("##[", "# #[");
}
