// Small HTTP servers on loopback, on ports that are free at the moment.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".svg": "image/svg+xml",
  ".ttl": "text/turtle; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
};

/** Serves a built site. `rewrite(html)` may change pages on the way. `requests` fills with the paths asked for. */
export async function serveSite(folder, rewrite = (html) => html) {
  return listen((request, response) => {
    const file = fileFor(folder, request.url);
    const type = types[extname(file ?? "404.html")] ?? "application/octet-stream";
    response.writeHead(file ? 200 : 404, { "content-type": type, "cache-control": "no-store" });
    const path = file ?? join(folder, "404.html");
    if (type.startsWith("text/html")) response.end(rewrite(readFileSync(path, "utf8")));
    else createReadStream(path).pipe(response);
  });
}

/** A server that answers anybody with anything: what reaches it shows in `requests`. */
export async function serveSink() {
  return listen((request, response) => {
    const script = request.headers["sec-fetch-dest"] === "script";
    response.writeHead(200, {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "*",
      "content-type": script ? "text/javascript" : "text/plain",
    });
    response.end();
  });
}

async function listen(answer) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    answer(request, response);
  });
  server.on("upgrade", (request, socket) => {
    requests.push(request.url);
    socket.destroy();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** The file a static web server would send, or null. */
export function fileFor(folder, url) {
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(url, "http://site").pathname));
  } catch {
    return null;
  }
  const candidates = path.endsWith("/") ? [join(folder, path, "index.html")] : [join(folder, path)];
  return candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile()) ?? null;
}
