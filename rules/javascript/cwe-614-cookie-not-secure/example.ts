import session from "express-session";

app.post("/login", (req, res) => {
  // ruleid: javascript.cwe-614.cookie-not-secure
  res.cookie("session_id", id, { httpOnly: true, secure: false });
  // ruleid: javascript.cwe-614.cookie-not-secure
  res.cookie("refresh-token", token, { secure: false });
});
// ruleid: javascript.cwe-614.cookie-not-secure
app.use(session({ secret, cookie: { secure: false } }));

app.post("/preferences", (req, res) => {
  // ok: javascript.cwe-614.cookie-not-secure
  res.cookie("theme", "dark", { secure: false });
  // ok: javascript.cwe-614.cookie-not-secure
  res.cookie("session_id", id, { httpOnly: true, secure: true });
});
// ok: javascript.cwe-614.cookie-not-secure
app.use(session({ secret, cookie: { secure: process.env.NODE_ENV === "production" } }));
// ok: javascript.cwe-614.cookie-not-secure
app.use(session({ secret, cookie: { secure: "auto" } }));
