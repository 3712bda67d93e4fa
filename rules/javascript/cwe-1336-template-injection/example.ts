import ejs from "ejs";
import Handlebars from "handlebars";
import _ from "lodash";
import nunjucks from "nunjucks";
import pug from "pug";

const GREETING = "Hello <%= name %>";

app.post("/preview", (req, res) => {
  // ruleid: javascript.cwe-1336.template-injection
  res.send(ejs.render(req.body.template, { user: req.user }));
});

app.post("/mail", (req, res) => {
  const source = `Dear {{name}}, ${req.body.text}`;
  // ruleid: javascript.cwe-1336.template-injection
  const render = Handlebars.compile(source);
  res.json({ mail: render({ name: "Ada" }) });
});

app.get("/greet", (req, res) => {
  // ruleid: javascript.cwe-1336.template-injection
  res.send(nunjucks.renderString("Hello " + req.query.name));
});

app.get("/pug", (req, res) => {
  // ruleid: javascript.cwe-1336.template-injection
  res.send(pug.compile(req.query.view)());
});

app.get("/safe", (req, res) => {
  // ok: javascript.cwe-1336.template-injection
  const one = ejs.render(GREETING, { name: req.query.name });
  // ok: javascript.cwe-1336.template-injection
  const two = Handlebars.compile("Hello {{name}}")({ name: req.query.name });
  // ok: javascript.cwe-1336.template-injection
  const three = _.template("<%- name %>")({ name: req.query.name });
  // ok: javascript.cwe-1336.template-injection
  const four = nunjucks.renderString("{{ page }}", { page: req.query.page });
  res.json({ one, two, three, four });
});
