import { isIPv4 } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { NearbyOrchestrator } from "#contract/nearby";
import { id } from "#contract/values";
import { urlOf } from "../lan/addresses.ts";
import { type Answer, type Multicast, openMulticast, SERVICE } from "../pairing/multicast.ts";
import { toldName } from "../pairing/told-name.ts";

/** A packet may get lost, so it is asked more than once. */
const ASK_AT_MS = [0, 700, 1_500];
const LISTEN_MS = 2_500;
/** Nobody has so many; whoever floods the network shall not fill the page. */
const MOST_FOUND = 50;

const said = z.object({ id, name: z.string().catch(""), port: z.int().min(1).max(65_535) });

/** Whoever calls itself an orchestrator in the networks of this machine. All of it is only said, by anybody. */
export async function findNearby(
  { port, interfaces }: Multicast,
  ownId: string,
  listenMs = LISTEN_MS,
): Promise<NearbyOrchestrator[]> {
  const found = new Map<string, NearbyOrchestrator>();
  const opened = interfaces().map((address) => openMulticast(address, port, () => undefined));
  if (opened.length === 0) return [];
  for (const { mdns } of opened) {
    mdns.on("response", ({ answers = [], additionals = [] }) => {
      for (const one of readAnswers([...answers, ...additionals])) {
        if (one.orchestratorId === ownId || found.size >= MOST_FOUND) continue;
        found.set(`${one.orchestratorId} ${one.address}`, one);
      }
    });
  }
  const ask = () => {
    for (const { mdns } of opened) mdns.query({ questions: [{ name: SERVICE, type: "PTR" }] });
  };
  const asking = ASK_AT_MS.filter((ms) => ms < listenMs).map((ms) => setTimeout(ask, ms));
  await sleep(listenMs);
  for (const timer of asking) clearTimeout(timer);
  await Promise.all(opened.map(({ close }) => close()));
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** Exported for its test with what nobody well-behaved would send. */
export function readAnswers(records: readonly Answer[]): NearbyOrchestrator[] {
  const instances = records.filter(
    (record): record is Extract<Answer, { data: string }> =>
      record.type === "PTR" && record.name.toLowerCase() === SERVICE && (record.ttl ?? 1) > 0,
  );
  return instances.flatMap(({ data: instance }) => {
    const service = records.find((record) => record.type === "SRV" && record.name === instance);
    const text = records.find((record) => record.type === "TXT" && record.name === instance);
    if (service?.type !== "SRV" || text?.type !== "TXT") return [];
    const { target, port } = service.data;
    const host = records.find((record) => record.type === "A" && record.name === target);
    const { success, data } = said.safeParse({ ...asObject(text.data), port });
    if (!success || host?.type !== "A" || !isIPv4(host.data)) return [];
    return [
      {
        orchestratorId: data.id,
        name: toldName(data.name) || `Holdfast ${data.id.slice(-6)}`,
        address: urlOf(host.data, port),
      },
    ];
  });
}

function asObject(data: string | Buffer | (string | Buffer)[]): Record<string, string> {
  const texts = [data].flat().map(String);
  return Object.fromEntries(
    texts.filter((text) => text.includes("=")).map((text) => text.split(/=(.*)/s, 2) as [string, string]),
  );
}
