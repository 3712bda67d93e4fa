import express from "express";
import yaml from "js-yaml";
import serialize from "node-serialize";

const app = express();

app.get("/profile", (req, res) => {
  const cookie = Buffer.from(req.cookies.profile, "base64").toString();
  // ruleid: javascript.cwe-502.unsafe-deserialization
  res.json(serialize.unserialize(cookie));
});

app.post("/state", (req, res) => {
  // ruleid: javascript.cwe-502.unsafe-deserialization
  cryo.parse(req.body.state);
  // ruleid: javascript.cwe-502.unsafe-deserialization
  yaml.load(req.body.document, { schema: yaml.DEFAULT_FULL_SCHEMA });
});

app.post("/safe", (req, res) => {
  // ok: javascript.cwe-502.unsafe-deserialization
  JSON.parse(req.body.state);
  // ok: javascript.cwe-502.unsafe-deserialization
  yaml.load(req.body.document);
  // ok: javascript.cwe-502.unsafe-deserialization
  yaml.load(req.body.document, { schema: yaml.JSON_SCHEMA });
  // ok: javascript.cwe-502.unsafe-deserialization
  serialize.serialize(req.body);
  // ok: javascript.cwe-502.unsafe-deserialization
  res.json(serialize.unserialize(process.env.STATE));
});
