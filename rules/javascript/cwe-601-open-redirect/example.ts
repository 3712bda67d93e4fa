import express, { type Request, type Response } from "express";
import { NextResponse } from "next/server";

const app = express();
const LOGIN = "https://login.example.com";
const PAGES = new Set(["/home", "/account"]);

app.get("/go", (req, res) => {
  // ruleid: javascript.cwe-601.open-redirect
  res.redirect(req.query.next);
});

app.get("/moved", (req: Request, res: Response) => {
  const target = req.query.url ?? "/";
  // ruleid: javascript.cwe-601.open-redirect
  res.redirect(302, target);
});

app.get("/prefix", (req, res) => {
  // ruleid: javascript.cwe-601.open-redirect
  res.redirect(`/${req.params.path}`);
});

export async function GET(request) {
  // ruleid: javascript.cwe-601.open-redirect
  return NextResponse.redirect(new URL(request.url).searchParams.get("next"));
}

function raw(req, res) {
  // ruleid: javascript.cwe-601.open-redirect
  res.writeHead(302, { Location: req.query.to });
}

app.get("/user", (req, res) => {
  // ok: javascript.cwe-601.open-redirect
  res.redirect(`/users/${req.params.id}`);
});

app.get("/login", (req, res) => {
  // ok: javascript.cwe-601.open-redirect
  res.redirect(LOGIN + "/start?" + req.query.state);
});

app.get("/login2", (req, res) => {
  // ok: javascript.cwe-601.open-redirect
  res.redirect("/login?next=" + encodeURIComponent(req.query.next));
});

app.get("/listed", (req, res) => {
  const next = req.query.next;
  if (!PAGES.has(next)) return res.sendStatus(400);
  // ok: javascript.cwe-601.open-redirect
  res.redirect(next);
});

app.use((req, res, next) => {
  if (req.secure) return next();
  // ok: javascript.cwe-601.open-redirect
  res.redirect("https://" + req.headers.host + req.originalUrl);
});
