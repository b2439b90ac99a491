import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, openMulticast, SERVICE } from "./multicast.ts";

export type Announced = { orchestratorId: string; name: string; port: number };

type Surroundings = {
  addresses: string[];
  port: number;
  /** Asked before each answer: the time may be over before somebody has stopped it. */
  isWanted: () => boolean;
  onProblem: (why: Error) => void;
};

/** Answers go to everybody, so two questions at once get one. */
const QUIET_MS = 250;
const SECONDS_TO_LIVE = 60;
/** A network that is gone takes no leave. */
const LONGEST_GOODBYE_MS = 500;
/** What one string of a TXT record holds, and what its key takes of that. */
const MOST_NAME_BYTES = 255 - "name=".length;

/** Answers whoever looks for orchestrators in the networks of these addresses, and says goodbye in the end. */
export function startAnnouncer(announced: Announced, { addresses, port, isWanted, onProblem }: Surroundings) {
  const opened = addresses.map((address) => {
    const open = openMulticast(address, port, onProblem);
    let quietUntilMs = 0;
    open.mdns.on("query", ({ questions = [] }) => {
      if (!questions.some(isForUs) || !isWanted() || performance.now() < quietUntilMs) return;
      quietUntilMs = performance.now() + QUIET_MS;
      open.mdns.respond(recordsOf(announced, address, SECONDS_TO_LIVE));
    });
    return { ...open, address };
  });
  return {
    addresses,
    async stop(): Promise<void> {
      await Promise.all(
        opened.map(async ({ mdns, address, close }) => {
          const goodbye = new Promise((resolve) => mdns.respond(recordsOf(announced, address, 0), resolve));
          await Promise.race([goodbye, sleep(LONGEST_GOODBYE_MS)]);
          await close();
        }),
      );
    },
  };
}

export type Announcer = ReturnType<typeof startAnnouncer>;

function isForUs({ name, type }: { name: string; type: string }): boolean {
  return name.toLowerCase() === SERVICE && (type === "PTR" || type === "ANY");
}

/** Named by its id, which nobody else bears: two computers of one name do not get in each other's way. */
function recordsOf({ orchestratorId, name, port }: Announced, address: string, ttl: number) {
  const instance = `${orchestratorId}.${SERVICE}`;
  const host = `${orchestratorId}.local`;
  const answers: Answer[] = [{ type: "PTR", name: SERVICE, ttl, data: instance }];
  const additionals: Answer[] = [
    { type: "SRV", name: instance, ttl, data: { port, target: host } },
    { type: "TXT", name: instance, ttl, data: ["v=1", `id=${orchestratorId}`, `name=${shortened(name)}`] },
    { type: "A", name: host, ttl, data: address },
  ];
  return { answers, additionals };
}

function shortened(name: string): string {
  let text = name;
  while (Buffer.byteLength(text) > MOST_NAME_BYTES) text = [...text].slice(0, -1).join("");
  return text;
}
