/** The only entry: what is asked for decides what is loaded. A filter and a hook start often, and need little of it. */

const [first, ...others] = process.argv.slice(2);
if (first === "redact") {
  const { start } = await import("./start-redact.ts");
  await start(others);
} else {
  const { start } = await import("./start.ts");
  await start(process.argv.slice(2));
}
