import { EqualityFilter } from "ldapjs";
import ldap from "ldapjs";
import { escapeFilter } from "./escape.ts";

const client = ldap.createClient({ url: "ldaps://directory.example.com" });
const BASE = "dc=example,dc=com";

app.get("/people", (req, res) => {
  // ruleid: javascript.cwe-90.ldap
  client.search(BASE, { scope: "sub", filter: `(uid=${req.query.uid})` }, done(res));
});

app.post("/login", (req, res) => {
  const filter = "(&(objectClass=person)(mail=" + req.body.mail + "))";
  // ruleid: javascript.cwe-90.ldap
  client.search(BASE, { filter }, done(res));
});

app.get("/raw", (req, res) => {
  // ruleid: javascript.cwe-90.ldap
  const parsed = ldap.parseFilter(req.query.filter);
  res.json(parsed.json);
});

app.get("/safe", (req, res) => {
  // ok: javascript.cwe-90.ldap
  client.search(BASE, { filter: new EqualityFilter({ attribute: "uid", value: req.query.uid }) }, done(res));
  // ok: javascript.cwe-90.ldap
  client.search(BASE, { filter: `(uid=${escapeFilter(req.query.uid)})` }, done(res));
  // ok: javascript.cwe-90.ldap
  client.search(BASE, { filter: "(uid=root)", sizeLimit: Number(req.query.limit) }, done(res));
});
