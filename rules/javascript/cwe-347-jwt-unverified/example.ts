import jwt from "jsonwebtoken";
import { expressjwt } from "express-jwt";
import * as jose from "jose";

export function identify(token: string, key: string) {
  // ruleid: javascript.cwe-347.jwt-unverified
  const one = jwt.verify(token, key, { algorithms: ["HS256", "none"] });
  // ruleid: javascript.cwe-347.jwt-unverified
  const two = jwt.verify(token, "", { complete: true });
  // ruleid: javascript.cwe-347.jwt-unverified
  const three = jwt.verify(token, null);
  // ruleid: javascript.cwe-347.jwt-unverified
  const four = jose.UnsecuredJWT.decode(token);
  // ruleid: javascript.cwe-347.jwt-unverified
  const five = jwt.decode(token, key, true);
  return [one, two, three, four, five];
}

// ruleid: javascript.cwe-347.jwt-unverified
export const unsigned = jwt.sign({ admin: true }, "", { algorithm: "none" });
// ruleid: javascript.cwe-347.jwt-unverified
export const check = expressjwt({ secret: key, algorithms: ["None"] });

export function safe(token: string, key: string) {
  // ok: javascript.cwe-347.jwt-unverified
  const one = jwt.verify(token, key, { algorithms: ["HS256"] });
  // ok: javascript.cwe-347.jwt-unverified
  const two = jwt.verify(token, key);
  // ok: javascript.cwe-347.jwt-unverified
  const header = jwt.decode(token, { complete: true })?.header;
  // ok: javascript.cwe-347.jwt-unverified
  const three = jose.jwtVerify(token, key, { algorithms: ["RS256"] });
  return [one, two, header, three];
}
