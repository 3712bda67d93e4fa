import { createServer } from "node:http";

import { receive } from "./webhooks.js";

const MOST_BYTES = 256 * 1024;

async function read(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error("too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function start(deps) {
  return createServer(async (request, response) => {
    try {
      const body = await read(request);
      const { status } = await receive({ headers: request.headers, body, path: request.url }, deps);
      response.writeHead(status).end();
    } catch {
      response.writeHead(400).end();
    }
  });
}
