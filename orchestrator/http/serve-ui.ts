import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { API } from "#contract/version";
import { DomainError } from "./errors.ts";

const YEAR_MS = 365 * 86_400_000;

/** The built UI: hashed files are kept for ever, and every other path is a page of the app. */
export async function serveUi(app: FastifyInstance, uiDir: string | undefined): Promise<void> {
  if (uiDir === undefined || !existsSync(join(uiDir, "index.html"))) return;
  await app.register(fastifyStatic, {
    root: uiDir,
    serve: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes(`${join(uiDir, "assets")}`);
      reply.header("cache-control", isHashed ? `public, max-age=${YEAR_MS / 1_000}, immutable` : "no-cache");
    },
  });
  app.get(`${API}/docs`, async (_request, reply) => reply.redirect("/docs"));
  app.get("/*", async (request, reply) => {
    const path = decodeURIComponent(request.url.split("?")[0] ?? "/");
    if (path.startsWith("/api/")) throw new DomainError("not-found", `There is nothing at ${path}.`);
    const isFile = /\.\w+$/.test(path);
    return reply.sendFile(isFile ? path.slice(1) : "index.html");
  });
}
