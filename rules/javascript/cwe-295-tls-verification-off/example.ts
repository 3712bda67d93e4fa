import * as https from "node:https";
import * as tls from "node:tls";

export function off(ca: Buffer) {
  // ruleid: javascript.cwe-295.tls-verification-off
  const agent = new https.Agent({ rejectUnauthorized: false });
  // ruleid: javascript.cwe-295.tls-verification-off
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  // ruleid: javascript.cwe-295.tls-verification-off
  tls.connect({ host: "example.com", port: 443, ca, checkServerIdentity: () => undefined });
  const options: tls.ConnectionOptions = {};
  // ruleid: javascript.cwe-295.tls-verification-off
  options.rejectUnauthorized = false;
  return { agent, options };
}

export function on(ca: Buffer, insecure: boolean) {
  // ok: javascript.cwe-295.tls-verification-off
  const agent = new https.Agent({ ca });
  // ok: javascript.cwe-295.tls-verification-off
  const strict = new https.Agent({ rejectUnauthorized: true });
  // ok: javascript.cwe-295.tls-verification-off
  const asked = new https.Agent({ rejectUnauthorized: !insecure });
  // ok: javascript.cwe-295.tls-verification-off
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  // ok: javascript.cwe-295.tls-verification-off
  const text = "rejectUnauthorized: false";
  return { agent, strict, asked, text };
}
