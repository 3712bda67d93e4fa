const settings = {};
const carts = new Map();
const KNOWN = ["theme", "language"];

app.put("/settings/:group/:name", (req, res) => {
  // ruleid: javascript.cwe-1321.prototype-pollution
  settings[req.params.group][req.params.name] = req.body.value;
  res.end();
});

app.post("/set", (req, res) => {
  const { section, key, value } = req.body;
  // ruleid: javascript.cwe-1321.prototype-pollution
  settings[section][key] = value;
  res.end();
});

app.post("/many", (req, res) => {
  const group = req.body.group;
  for (const key of Object.keys(req.body.values)) {
    // ruleid: javascript.cwe-1321.prototype-pollution
    settings[group][key] = req.body.values[key];
  }
  res.end();
});

app.put("/one/:group", (req, res) => {
  // ok: javascript.cwe-1321.prototype-pollution
  settings["shared"][req.params.group] = true;
  const { group, name } = req.params;
  if (!KNOWN.includes(group)) return res.sendStatus(404);
  // ok: javascript.cwe-1321.prototype-pollution
  settings[group][name] = req.body.value;
  const row = Number(req.body.row);
  // ok: javascript.cwe-1321.prototype-pollution
  settings[row][name] = 1;
  // ok: javascript.cwe-1321.prototype-pollution
  carts.get(req.params.id)[name] = 1;
});
