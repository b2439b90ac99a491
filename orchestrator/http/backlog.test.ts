import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openOrchestrator, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { BACKLOG } from "./backlog.ts";

const MACHINES = 1_000;
const LISTENING = "0A";

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

const allowed = () => Number(readOrNothing("/proc/sys/net/core/somaxconn"));

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "0";
  }
}

/** As the system counts them, while this program does nothing. */
function waitingAt(port: number): number {
  const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
  const lines = readFileSync("/proc/net/tcp", "utf8").split("\n");
  const listener = lines.find((line) => line.includes(`:${hexPort} `) && line.split(/\s+/)[4] === LISTENING);
  return Number.parseInt(listener?.split(/\s+/)[5]?.split(":")[1] ?? "", 16);
}

test.skipIf(allowed() < BACKLOG)(
  "a fleet that comes all at once waits in line, and nobody of it is dropped (needs Linux that lets 4,096 wait)",
  async () => {
    const { url } = await orchestrator.listen();
    const port = Number(new URL(url).port);

    const sockets = Array.from({ length: MACHINES }, () => connect(port, "127.0.0.1"));
    const answered = sockets.map(
      (socket) => new Promise((resolve) => socket.once("data", resolve).once("error", resolve)),
    );
    // The connections are asked for when this turn ends, and taken in the turn after.
    const waiting = await new Promise<number>((resolve) => process.nextTick(() => resolve(waitingAt(port))));
    for (const socket of sockets) socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const answers = await Promise.all(answered);
    for (const socket of sockets) socket.destroy();

    expect(waiting).toBe(MACHINES);
    expect(answers.filter((answer) => String(answer).startsWith("HTTP/1.1 200"))).toHaveLength(MACHINES);
  },
);
