const PLUGINS = { csv: () => import("./csv.ts"), json: () => import("./json.ts") };
const NAMES = ["csv", "json"];

app.get("/plugin", async (req, res) => {
  // ruleid: javascript.cwe-829.module-of-request
  const plugin = require(`./plugins/${req.query.name}`);
  res.json(plugin.run());
});

app.get("/locale/:name", async (req, res) => {
  // ruleid: javascript.cwe-829.module-of-request
  res.json(await import("./locales/" + req.params.name));
});

app.post("/run", async (req, res) => {
  const { file } = req.body;
  // ruleid: javascript.cwe-829.module-of-request
  res.json(require(file));
});

app.get("/safe", async (req, res) => {
  // ok: javascript.cwe-829.module-of-request
  const one = await PLUGINS[req.query.name]();
  const name = req.query.name;
  if (!NAMES.includes(name)) return res.sendStatus(404);
  // ok: javascript.cwe-829.module-of-request
  const two = await import(`./plugins/${name}.ts`);
  // ok: javascript.cwe-829.module-of-request
  const three = require("./plugins/csv.ts");
  res.json({ one, two, three });
});
