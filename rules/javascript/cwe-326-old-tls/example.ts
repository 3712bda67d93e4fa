import https from "node:https";
import tls from "node:tls";

// ruleid: javascript.cwe-326.old-tls
https.createServer({ key, cert, minVersion: "TLSv1" }, app);
// ruleid: javascript.cwe-326.old-tls
tls.connect({ host, secureProtocol: "TLSv1_method" });
// ruleid: javascript.cwe-326.old-tls
tls.DEFAULT_MIN_VERSION = "TLSv1.1";
// ruleid: javascript.cwe-326.old-tls
export const agent = new https.Agent({ keepAlive: true, secureProtocol: "SSLv3_client_method" });

// ok: javascript.cwe-326.old-tls
https.createServer({ key, cert, minVersion: "TLSv1.2" }, app);
// ok: javascript.cwe-326.old-tls
tls.connect({ host, secureProtocol: "TLSv1_2_method" });
// ok: javascript.cwe-326.old-tls
tls.DEFAULT_MIN_VERSION = "TLSv1.3";
// ok: javascript.cwe-326.old-tls
https.createServer({ key, cert }, app);
