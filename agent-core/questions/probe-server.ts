import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { headConfig, problemOf, type Server } from "../restic/rest-server.ts";

type Finding = { status: "ok" | "failed" | "skipped"; message?: string };

const PATIENCE_MS = 8_000;

export async function reachServer({ host, port }: Server): Promise<Finding> {
  const problem = await problemOf(PATIENCE_MS, (done) => {
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
  const problem = await problemOf(PATIENCE_MS, (done) => {
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

export async function signIn(server: Server): Promise<Finding> {
  const answer = await headConfig(server, PATIENCE_MS);
  if ("problem" in answer)
    return { status: "failed", message: `The server gave no answer (${answer.problem}).` };
  const { status } = answer;
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
