import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { RepositoryAccess } from "#contract/repository";

export type Server = {
  url: URL;
  port: number;
  host: string;
  ca?: string;
  user?: string;
  password?: string;
};

export function serverOf({ location, caCertificate, credentials }: RepositoryAccess): Server {
  const url = new URL(location.replace(/^rest:/, ""));
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  return {
    url,
    port,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    ...(caCertificate === undefined ? {} : { ca: caCertificate }),
    ...(credentials.username === undefined ? {} : { user: credentials.username }),
    ...(credentials.backendPassword === undefined ? {} : { password: credentials.backendPassword }),
  };
}

/** Asks for the repository's config and reads only the status: 404 is an answer too, there is just no repository yet. */
export async function headConfig(
  { url, ca, user, password }: Server,
  patienceMs: number,
): Promise<{ status: number } | { problem: string }> {
  const target = new URL("config", url.href.endsWith("/") ? url : `${url.href}/`);
  const headers =
    user === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${user}:${password ?? ""}`).toString("base64")}` };
  let status = 0;
  const request = target.protocol === "https:" ? requestHttps : requestHttp;
  const problem = await problemOf(patienceMs, (done) => {
    const asked = request(target, { method: "HEAD", headers, ...(ca && { ca }), agent: false }, (reply) => {
      status = reply.statusCode ?? 0;
      reply.resume();
      done();
    });
    asked.end();
    return asked.on("error", done);
  });
  return problem === undefined ? { status } : { problem };
}

type Connection = { destroy(): unknown };

/** The code of what went wrong; undefined when it went well. Never waits longer than the patience given. */
export async function problemOf(
  patienceMs: number,
  start: (done: (error?: Error) => void) => Connection,
): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(resolve, patienceMs, "no answer in time");
  const connection = start((error) =>
    resolve(error && ((error as NodeJS.ErrnoException).code ?? error.message)),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    connection.destroy();
  }
}
