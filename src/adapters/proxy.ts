/** The usual variables of a terminal, for every request of this process. In an Action the input is in force before Node starts (isolation.ts). */

import http from "node:http";
import type { Log } from "../ports.ts";

/** `variables` may hold HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case. */
export function useProxy(variables: Readonly<Record<string, string>>, log: Log): void {
  const proxies = Object.fromEntries(
    Object.entries(variables).filter(([name]) => /^(?:HTTPS?|NO)_PROXY$/iu.test(name)),
  );
  if (!Object.keys(proxies).some((name) => /^HTTPS?_PROXY$/iu.test(name))) return;
  // Node 24.14 and later; in older ones NODE_USE_ENV_PROXY=1 does the same from 22.21 (nodejs.org, "Enterprise network configuration").
  if ("setGlobalProxyFromEnv" in http) http.setGlobalProxyFromEnv(proxies);
  else log.warn("This Node does not take HTTPS_PROXY by itself: set NODE_USE_ENV_PROXY=1, or use Node 24.14 or later.");
}
