import { execFileSync } from "node:child_process";
import { onTestFinished } from "vitest";

/** Why two network namespaces cannot be made here; undefined where they can. */
export function whyNoNamespaces(): string | undefined {
  if (process.platform !== "linux") return "network namespaces are a thing of Linux";
  try {
    execFileSync("ip", ["netns", "add", "holdfast-try"], { stdio: "pipe" });
    execFileSync("ip", ["netns", "del", "holdfast-try"], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    return `network namespaces cannot be made here (${error instanceof Error ? error.message.split("\n")[0] : error})`;
  }
}

export type Namespace = { name: string; address: string };
export type Cable = {
  ends: [Namespace, Namespace];
  /** Packets vanish, as behind a switch that lost its power. */
  cut(): void;
  mend(): void;
};

const ip = (...args: string[]) => execFileSync("ip", args, { stdio: "pipe" });

/** Two namespaces with an address each and a cable between them; the test takes them down. */
export function layCable(): Cable {
  const mark = process.pid % 100_000;
  const ends: [Namespace, Namespace] = [
    { name: `hf-a-${mark}`, address: "10.213.7.1" },
    { name: `hf-b-${mark}`, address: "10.213.7.2" },
  ];
  const [one, other] = [`hfa${mark}`, `hfb${mark}`];
  for (const { name } of ends) {
    ip("netns", "add", name);
    onTestFinished(() => void ip("netns", "del", name));
    ip("-n", name, "link", "set", "lo", "up");
  }
  ip("link", "add", one, "netns", ends[0].name, "type", "veth", "peer", "name", other, "netns", ends[1].name);
  for (const [index, device] of [one, other].entries()) {
    const end = ends[index === 0 ? 0 : 1];
    ip("-n", end.name, "addr", "add", `${end.address}/24`, "dev", device);
    ip("-n", end.name, "link", "set", device, "up");
  }
  return {
    ends,
    cut: () => void ip("-n", ends[0].name, "link", "set", one, "down"),
    mend: () => void ip("-n", ends[0].name, "link", "set", one, "up"),
  };
}
