import escapeStringRegexp from "escape-string-regexp";

app.get("/search", (req, res) => {
  // ruleid: javascript.cwe-1333.regexp-of-request
  const pattern = new RegExp(req.query.q, "i");
  res.json(items.filter((item) => pattern.test(item)));
});

app.get("/prefix", (req, res) => {
  const source = `^${req.query.prefix}`;
  // ruleid: javascript.cwe-1333.regexp-of-request
  res.json(items.filter((item) => new RegExp(source).test(item)));
});

app.post("/rule", (req, res) => {
  // ruleid: javascript.cwe-1333.regexp-of-request
  const rule = RegExp(req.body.rule);
  res.json(rule.source);
});

app.get("/safe", (req, res) => {
  // ok: javascript.cwe-1333.regexp-of-request
  const one = new RegExp(escapeStringRegexp(req.query.q), "i");
  // ok: javascript.cwe-1333.regexp-of-request
  const two = new RegExp(req.query.q.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // ok: javascript.cwe-1333.regexp-of-request
  const three = new RegExp("^[a-z]+$").test(req.query.q);
  // ok: javascript.cwe-1333.regexp-of-request
  const four = new RegExp(`^.{${Number(req.query.length)}}$`);
  res.json({ one, two, three, four });
});
