import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { RepositoryAccess } from "#contract/repository";

type Finding = { status: "ok" | "failed" | "skipped"; message?: string };
export type Server = { url: URL; port: number; host: string; ca?: string; user?: string; password?: string };

const PATIENCE_MS = 8_000;

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

export async function reachServer({ host, port }: Server): Promise<Finding> {
  const problem = await outcomeOf((done) => {
    const socket = connect({ host, port }, () => done());
    return socket.on("error", done);
  });
  if (problem === undefined) return { status: "ok" };
  return {
    status: "failed",
    message: `${host}:${port} does not answer (${problem}). Check the address, the network and whether the server runs.`,
  };
}

export async function handshake({ url, host, port, ca }: Server): Promise<Finding> {
  if (url.protocol !== "https:") return { status: "skipped", message: "The address is plain http." };
  const servername = /^[\d.]+$|:/.test(host) ? undefined : host;
  const problem = await outcomeOf((done) => {
    const socket = connectTls({ host, port, ...(ca && { ca }), ...(servername && { servername }) }, () =>
      done(),
    );
    return socket.on("error", done);
  });
  if (problem === undefined) return { status: "ok" };
  return {
    status: "failed",
    message: `The server's certificate is not trusted (${problem}). Add its CA certificate, or correct the address.`,
  };
}

/** Asks for the repository's config: 404 is an answer too, there is just no repository yet. */
export async function signIn({ url, ca, user, password }: Server): Promise<Finding> {
  const target = new URL("config", url.href.endsWith("/") ? url : `${url.href}/`);
  const headers =
    user === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${user}:${password ?? ""}`).toString("base64")}` };
  let status = 0;
  const request = target.protocol === "https:" ? requestHttps : requestHttp;
  const problem = await outcomeOf((done) => {
    const asked = request(target, { method: "HEAD", headers, ...(ca && { ca }), agent: false }, (reply) => {
      status = reply.statusCode ?? 0;
      reply.resume();
      done();
    });
    asked.end();
    return asked.on("error", done);
  });
  if (problem !== undefined) return { status: "failed", message: `The server gave no answer (${problem}).` };
  if (status === 401 || status === 403)
    return {
      status: "failed",
      message: `The server refuses this user (HTTP ${status}). Check the user name, its password and the path in the address.`,
    };
  if (status === 200 || status === 404) return { status: "ok" };
  return {
    status: "failed",
    message: `The server answered with HTTP ${status}, as no rest-server does. Check the address.`,
  };
}

type Connection = { destroy(): unknown };

/** The code of what went wrong; undefined when it went well. Never waits longer than a person would. */
async function outcomeOf(start: (done: (error?: Error) => void) => Connection): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(resolve, PATIENCE_MS, "no answer in time");
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
