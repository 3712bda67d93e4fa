import { createServer } from "node:http";

import { convert } from "./convert.js";

createServer(async (request, response) => {
  try {
    const pdf = await convert(request);
    response.setHeader("content-type", "application/pdf");
    response.end(pdf);
  } catch {
    response.writeHead(422).end();
  }
}).listen(8080);
