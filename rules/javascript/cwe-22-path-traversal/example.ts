import * as fs from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import express from "express";

const app = express();
const base = "/srv/files";

app.get("/read/:name", async (req, res) => {
  // ruleid: javascript.cwe-22.path-traversal
  fs.readFile(path.join(base, req.params.name), (error, data) => res.send(data));
  // ruleid: javascript.cwe-22.path-traversal
  fs.createReadStream(`${base}/${req.query.name}`).pipe(res);
  const file = path.resolve(base, req.body.name);
  // ruleid: javascript.cwe-22.path-traversal
  await readFile(file);
  // ruleid: javascript.cwe-22.path-traversal
  res.sendFile(path.join(import.meta.dirname, "files", req.params.name));
  // ruleid: javascript.cwe-22.path-traversal
  fs.unlinkSync(base + "/" + req.body.name);
});

app.get("/checked/:name", (req, res) => {
  const file = path.resolve(base, req.params.name);
  if (!file.startsWith(base + path.sep)) return res.sendStatus(404);
  // ok: javascript.cwe-22.path-traversal
  return fs.createReadStream(file).pipe(res);
});

app.get("/tested/:name", (req, res) => {
  const { name } = req.params;
  if (!/^[a-z]+$/.test(name)) return res.sendStatus(404);
  // ok: javascript.cwe-22.path-traversal
  return fs.createReadStream(path.join(base, name)).pipe(res);
});

app.get("/safe/:name", async (req, res) => {
  // ok: javascript.cwe-22.path-traversal
  res.sendFile(req.params.name, { root: base });
  // ok: javascript.cwe-22.path-traversal
  fs.readFileSync(path.join(base, path.basename(req.params.name)));
  // ok: javascript.cwe-22.path-traversal
  fs.readFileSync(path.join(base, `${Number(req.params.id)}.json`));
  // ok: javascript.cwe-22.path-traversal
  fs.writeFileSync(path.join(base, "last.json"), JSON.stringify(req.body));
  // ok: javascript.cwe-22.path-traversal
  fs.existsSync(path.join(base, req.params.name));
});

export function load(name: string) {
  // ok: javascript.cwe-22.path-traversal
  return fs.readFileSync(path.join(base, name));
}

app.get("/views/:name", (req, res) => {
  const options = { root: FOLDER, dotfiles: "deny" };
  // ok: javascript.cwe-22.path-traversal
  res.sendFile(req.params.name, options, () => res.end());
});
