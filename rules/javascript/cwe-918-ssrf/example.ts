import * as https from "node:https";
import axios from "axios";
import express from "express";

const app = express();
const allowed = new Set(["images.example.com"]);

app.get("/fetch", async (req, res) => {
  // ruleid: javascript.cwe-918.ssrf
  await fetch(req.query.url as string);
  // ruleid: javascript.cwe-918.ssrf
  await axios.get(`https://${req.params.host}/index.json`);
  // ruleid: javascript.cwe-918.ssrf
  await axios({ method: "post", url: req.body.callback, data: {} });
  const target = new URL(String(req.query.url));
  // ruleid: javascript.cwe-918.ssrf
  https.get(target, (answer) => answer.pipe(res));
  const { base } = req.body;
  // ruleid: javascript.cwe-918.ssrf
  await fetch(`${base}/health`);
});

export async function POST(request: Request) {
  const { url } = await request.json();
  // ruleid: javascript.cwe-918.ssrf
  return fetch(url);
}

app.get("/allowed", async (req, res) => {
  const url = String(req.query.url);
  if (!allowed.has(new URL(url).hostname)) return res.sendStatus(400);
  // ok: javascript.cwe-918.ssrf
  return res.send(await fetch(url));
});

app.get("/allowed-too", async (req, res) => {
  const target = new URL(String(req.query.url));
  if (target.protocol !== "https:" || target.hostname !== "images.example.com") return res.sendStatus(400);
  // ok: javascript.cwe-918.ssrf
  return res.send(await fetch(target));
});

app.get("/safe", async (req, res) => {
  // ok: javascript.cwe-918.ssrf
  await fetch(`https://api.example.com/users/${req.params.name}`);
  // ok: javascript.cwe-918.ssrf
  await fetch(`${process.env.API_URL}/users/${req.params.name}`);
  // ok: javascript.cwe-918.ssrf
  await axios.get("https://api.example.com/users/" + req.params.name + "/posts");
  // ok: javascript.cwe-918.ssrf
  await axios.get("https://api.example.com/users", { params: req.query });
  // ok: javascript.cwe-918.ssrf
  await axios.post("https://api.example.com/users", req.body);
  // ok: javascript.cwe-918.ssrf
  await cache.get(req.query.url);
});

export function load(url: string) {
  // ok: javascript.cwe-918.ssrf
  return fetch(url);
}
