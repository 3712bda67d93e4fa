import xpath from "xpath";
import { users } from "./users.ts";

app.post("/login", (req, res) => {
  // ruleid: javascript.cwe-643.xpath
  const found = xpath.select(`//user[name='${req.body.name}']`, users);
  res.json(found);
});

app.get("/user", (req, res) => {
  const path = "//user[@id='" + req.query.id + "']";
  // ruleid: javascript.cwe-643.xpath
  res.json(xpath.select1(path, users));
});

app.get("/query", (req, res) => {
  // ruleid: javascript.cwe-643.xpath
  res.json(xpath.evaluate(req.query.path, users, null, 0, null));
});

const BY_NAME = xpath.parse("//user[name=$name]");
app.get("/safe", (req, res) => {
  // ok: javascript.cwe-643.xpath
  const one = BY_NAME.select({ node: users, variables: { name: req.query.name } });
  // ok: javascript.cwe-643.xpath
  const two = xpath.select(`//user[${Number(req.query.row)}]`, users);
  // ok: javascript.cwe-643.xpath
  const three = xpath.select("//user[@active]", users);
  res.json({ one, two, three });
});
