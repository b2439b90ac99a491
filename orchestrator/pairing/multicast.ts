import multicastDns from "multicast-dns";
import { reachableAt, thisMachine } from "../lan/addresses.ts";

/** Where mDNS is spoken: the port is another one in tests only. */
export type Multicast = { port: number; interfaces: () => string[] };

export type Answer = NonNullable<multicastDns.ResponsePacket["answers"]>[number];

export const everyNetwork: Multicast = { port: 5353, interfaces: () => reachableAt("0.0.0.0", thisMachine) };
export const SERVICE = "_holdfast._tcp.local";

/** mDNS on the network of one address of this machine. A network that goes away meanwhile is no fault. */
export function openMulticast(address: string, port: number, onProblem: (why: Error) => void) {
  const mdns = multicastDns({ interface: address, bind: "0.0.0.0", port });
  mdns.on("error", onProblem);
  mdns.on("warning", () => undefined);
  return {
    mdns,
    close: () => new Promise<void>((resolve) => mdns.destroy(() => resolve())),
  };
}
