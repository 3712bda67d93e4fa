import session from "express-session";

app.post("/login", (req, res) => {
  // ruleid: javascript.cwe-1004.cookie-not-httponly
  res.cookie("session_id", id, { httpOnly: false, secure: true });
  // ruleid: javascript.cwe-1004.cookie-not-httponly
  res.cookie("authToken", token, { maxAge: 60_000, httpOnly: false });
});
// ruleid: javascript.cwe-1004.cookie-not-httponly
app.use(session({ secret, cookie: { secure: true, httpOnly: false } }));

app.post("/preferences", (req, res) => {
  // ok: javascript.cwe-1004.cookie-not-httponly
  res.cookie("theme", "dark", { httpOnly: false });
  // ok: javascript.cwe-1004.cookie-not-httponly
  res.cookie("XSRF-TOKEN", req.csrfToken(), { httpOnly: false });
  // ok: javascript.cwe-1004.cookie-not-httponly
  res.cookie("session_id", id, { httpOnly: true });
});
// ok: javascript.cwe-1004.cookie-not-httponly
app.use(session({ secret, cookie: { maxAge: 60_000 } }));
