import { createServer, type IncomingMessage } from "node:http";

import { WebSocketServer } from "ws";

import { accessLog } from "./access-log.js";
import type { Sessions } from "./sessions.js";

export function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
}

export function serve(sessions: Sessions, clock: () => number) {
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => {
    accessLog(request);
    const session = sessions.find(bearer(request), clock());
    if (session === undefined) return void response.writeHead(401).end();
    response.end(JSON.stringify({ user: session.userId }));
  });
  server.on("upgrade", (request, socket, head) => {
    accessLog(request);
    const url = new URL(request.url ?? "/", "http://localhost");
    const session = sessions.find(bearer(request) ?? url.searchParams.get("token") ?? undefined, clock());
    if (session === undefined) return void socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit("connection", ws, session));
  });
  return server;
}
