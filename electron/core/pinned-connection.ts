import { createHash, X509Certificate } from "node:crypto";
import { connect, type DetailedPeerCertificate, type TLSSocket } from "node:tls";

export type Patience = { reachMs: number; greetMs: number };
/** A dead address is passed over soon. One that took the connection may be greeting a whole fleet that comes back at once. */
const PATIENCE: Patience = { reachMs: 5_000, greetMs: 20_000 };
const LONGEST_CHAIN = 5;

/** Somebody else answers at this address. Nothing was sent to them. */
export class NotYourOrchestrator extends Error {
  readonly code = "not-your-orchestrator";
  constructor(address: string) {
    super(
      `This is not your orchestrator: whoever answers at ${address} has another key than the one this machine was given, ` +
        "so nothing was sent. Check the address, or make a new join code on the orchestrator and use that.",
    );
    this.name = "NotYourOrchestrator";
  }
}

/** A connection whose other end has proved that it is the one with this pin. Until then not a byte of ours goes out. */
export async function connectPinned(
  address: string,
  serverName: string,
  pin: string,
  patience = PATIENCE,
): Promise<TLSSocket> {
  const socket = await shakeHands(address, serverName, patience);
  if (vouchingPins(socket.getPeerCertificate(true)).includes(pin)) return socket;
  socket.destroy();
  throw new NotYourOrchestrator(address);
}

/**
 * The pin of the authority that vouches for whoever answers there. It says nothing of who that is: people compare digits that are made
 * of it.
 */
export async function pinShownAt(address: string, serverName: string): Promise<string> {
  const socket = await shakeHands(address, serverName, PATIENCE);
  const [pin] = vouchingPins(socket.getPeerCertificate(true));
  socket.destroy();
  if (pin === undefined)
    throw new Error(
      `Whoever answers at ${address} is no orchestrator of Holdfast: no authority vouches for it.`,
    );
  return pin;
}

function shakeHands(address: string, servername: string, { reachMs, greetMs }: Patience): Promise<TLSSocket> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname.replace(/^\[(.*)\]$/, "$1"),
      port: Number(port === "" ? 443 : port),
      servername,
      minVersion: "TLSv1.3",
      ALPNProtocols: ["http/1.1"],
      // The pin decides, and it alone: names, and dates by a clock that may be wrong, must not stop backups.
      rejectUnauthorized: false,
    });
    const giveUp = () => socket.destroy(new Error(`${address} did not answer in time`));
    let tooLong = setTimeout(giveUp, reachMs);
    socket.once("connect", () => {
      clearTimeout(tooLong);
      tooLong = setTimeout(giveUp, greetMs);
    });
    socket.once("error", reject);
    socket.once("close", () => {
      clearTimeout(tooLong);
      reject(new Error(`${address} closed the connection`));
    });
    socket.once("secureConnect", () => {
      clearTimeout(tooLong);
      socket.off("error", reject);
      resolve(socket);
    });
  });
}

/**
 * An authority's certificate is public and anybody can show it: what counts is that its key has signed the leaf, whose own key the
 * handshake has proved.
 */
function vouchingPins(leaf: DetailedPeerCertificate): string[] {
  if (leaf.raw === undefined) return [];
  const shown = new X509Certificate(leaf.raw);
  return shownAbove(leaf)
    .filter(({ publicKey }) => shown.verify(publicKey))
    .map(({ publicKey }) => {
      const key = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" }));
      return key.digest("base64url");
    });
}

function shownAbove(leaf: DetailedPeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let above: DetailedPeerCertificate | undefined = leaf.issuerCertificate;
  while (above?.raw !== undefined && chain.length < LONGEST_CHAIN) {
    chain.push(new X509Certificate(above.raw));
    above = above.issuerCertificate === above ? undefined : above.issuerCertificate;
  }
  return chain;
}
