import { hostname, networkInterfaces } from "node:os";

export type Surroundings = {
  hostname(): string;
  networkInterfaces(): NodeJS.Dict<{ address: string; family: string; internal: boolean }[]>;
};
export const thisMachine: Surroundings = { hostname, networkInterfaces };

const WILDCARDS = new Set(["0.0.0.0", "::"]);
const DNS_NAME = /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/;
/** Networks inside this machine, and tunnels: nobody on the LAN comes in there. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vethernet|utun|tun|tap|wg|tailscale|zt|cni|flannel|podman|lxc)/i;

/** The addresses at which a listener on this host can be reached, the likeliest first. */
export function reachableAt(host: string, machine: Surroundings): string[] {
  if (!isWildcard(host)) return [host.toLowerCase()];
  const all = Object.entries(machine.networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ address, internal }) => !internal && !address.toLowerCase().startsWith("fe80:"))
      .filter(({ family }) => family === "IPv4" || host === "::")
      .map(({ address, family }) => ({
        address,
        rank: (VIRTUAL.test(name) ? 2 : 0) + (family === "IPv4" ? 0 : 1),
      })),
  );
  return all.sort((one, other) => one.rank - other.rank).map(({ address }) => address);
}

/** What people on the same network may call this machine. */
export function hostNames(machine: Surroundings): string[] {
  const full = machine.hostname().toLowerCase().replace(/\.$/, "");
  const short = full.split(".")[0] ?? full;
  return [...new Set([full, short, `${short}.local`])].filter((name) => DNS_NAME.test(name));
}

export const isWildcard = (host: string) => WILDCARDS.has(host);

export function urlOf(host: string, port: number): string {
  return `https://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The host of a Host header or URL, without its port and brackets. */
export function bareHost(hostAndPort: string): string {
  return hostAndPort
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
}
