import * as vm from "node:vm";
import express from "express";

const app = express();
const operations = new Map([["add", (a: number, b: number) => a + b]]);

app.get("/calc", (req, res) => {
  // ruleid: javascript.cwe-95.eval
  res.json(eval(req.query.expression as string));
  const { body } = req.body;
  // ruleid: javascript.cwe-95.eval
  const compiled = new Function("x", "return " + body);
  // ruleid: javascript.cwe-95.eval
  vm.runInNewContext(`result = ${req.query.formula}`, {});
  // ruleid: javascript.cwe-95.eval
  setTimeout("refresh('" + req.query.id + "')", 1000);
  res.json(compiled(1));
});

app.get("/safe", (req, res) => {
  // ok: javascript.cwe-95.eval
  JSON.parse(req.body.text);
  // ok: javascript.cwe-95.eval
  operations.get(String(req.query.name))?.(1, 2);
  // ok: javascript.cwe-95.eval
  setTimeout(() => refresh(req.query.id), 1000);
  // ok: javascript.cwe-95.eval
  vm.runInNewContext("x + 1", { x: Number(req.query.x) });
  // ok: javascript.cwe-95.eval
  eval("1 + 1");
  // ok: javascript.cwe-95.eval
  model.eval(req.body);
});
