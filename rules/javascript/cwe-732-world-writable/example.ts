import fs, { chmodSync } from "node:fs";

export function open(path: string) {
  // ruleid: javascript.cwe-732.world-writable
  fs.chmodSync(path, 0o777);
  // ruleid: javascript.cwe-732.world-writable
  chmodSync(path, "666");
  // ruleid: javascript.cwe-732.world-writable
  fs.promises.chmod(path, 0o1777);
  // ok: javascript.cwe-732.world-writable
  fs.chmodSync(path, 0o755);
  // ok: javascript.cwe-732.world-writable
  chmodSync(path, 0o600);
  // ok: javascript.cwe-732.world-writable
  fs.chmodSync(path, mode);
  // ok: javascript.cwe-732.world-writable
  fs.mkdirSync(path, { mode: 0o777 });
}
