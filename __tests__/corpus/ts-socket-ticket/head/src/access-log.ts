import type { IncomingMessage } from "node:http";

/** Read by support and kept for a year in the log archive. */
export function accessLog(request: IncomingMessage): void {
  console.log(JSON.stringify({ method: request.method, url: request.url, from: request.socket.remoteAddress }));
}
