import escapeHtml from "escape-html";
import express from "express";

const app = express();

app.get("/hello", (req, res) => {
  // ruleid: javascript.cwe-79.reflected-xss
  res.send(`<h1>Hello ${req.query.name}</h1>`);
  // ruleid: javascript.cwe-79.reflected-xss
  res.send("<h1>Hello " + req.query.name + "</h1>");
  const { title } = req.query;
  // ruleid: javascript.cwe-79.reflected-xss
  res.status(404).send(`<title>${title}</title>`);
});

router.get("/koa", (ctx) => {
  // ruleid: javascript.cwe-79.reflected-xss
  ctx.body = `<p>${ctx.params.id} is unknown</p>`;
});

app.get("/safe", (req, res) => {
  // ok: javascript.cwe-79.reflected-xss
  res.send(`<h1>Hello ${escapeHtml(String(req.query.name))}</h1>`);
  // ok: javascript.cwe-79.reflected-xss
  res.json({ name: req.query.name });
  // ok: javascript.cwe-79.reflected-xss
  res.render("hello", { name: req.query.name });
  // ok: javascript.cwe-79.reflected-xss
  res.send(`<b>${Number(req.query.count)}</b>`);
  // ok: javascript.cwe-79.reflected-xss
  res.send("<h1>Hello</h1>");
  // ok: javascript.cwe-79.reflected-xss
  res.send(req.body);
  // ok: javascript.cwe-79.reflected-xss
  logger.write(`${req.query.name} was here`);
});
