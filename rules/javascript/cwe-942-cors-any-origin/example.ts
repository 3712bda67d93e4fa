import cors from "cors";

// ruleid: javascript.cwe-942.cors-any-origin
app.use(cors({ origin: true, credentials: true }));
// ruleid: javascript.cwe-942.cors-any-origin
api.use(cors({ credentials: true, maxAge: 600, origin: true }));
// ruleid: javascript.cwe-942.cors-any-origin
web.use(cors({ origin: (origin, done) => done(null, true), credentials: true }));

app.use((req, res, next) => {
  // ruleid: javascript.cwe-942.cors-any-origin
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  res.setHeader("Access-Control-Allow-Credentials", "true");
  next();
});

// ok: javascript.cwe-942.cors-any-origin
app.use(cors());
// ok: javascript.cwe-942.cors-any-origin
app.use(cors({ origin: true }));
// ok: javascript.cwe-942.cors-any-origin
app.use(cors({ origin: "*", credentials: false }));
// ok: javascript.cwe-942.cors-any-origin
app.use(cors({ origin: ["https://example.com"], credentials: true }));
app.use((req, res, next) => {
  if (ALLOWED.has(req.headers.origin)) {
    // ok: javascript.cwe-942.cors-any-origin
    res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
    res.setHeader("Access-Control-Allow-Credentials", "true");
  }
  next();
});
