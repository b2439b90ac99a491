import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createNoticeChannel } from "#contract/notices";
import { createTask } from "#contract/tasks";
import { askDatabaseForTests } from "../db/database-for-tests.ts";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { DeliveryProblem } from "./post.ts";

const MINUTE = 60_000;

let orchestrator: TestOrchestrator;
let told: string[];

beforeEach(async () => {
  told = [];
  orchestrator = await openOrchestrator({
    async deliver(channel, out) {
      if (channel.kind === "ping") throw new DeliveryProblem("hc.example refused the connection.");
      if (out.type === "message") told.push(out.title);
    },
  });
});
afterEach(() => orchestrator.close());

/** As after many backups while nobody answered there. */
async function leaveWaiting(count: number, channelId: string): Promise<void> {
  const runId = "0193c0de-0000-7000-8000-000000000003";
  const at = "2026-11-24T12:00:00.000Z";
  await askDatabaseForTests(
    orchestrator.dataDir,
    `with recursive waiting (number) as (select 1 union all select number + 1 from waiting where number < ${count})
     insert into notice_delivery (id, channel_id, message_json, status, attempts, created_at, next_attempt_at)
     select '0193c0de-' || number, '${channelId}', '{"type":"ping","state":"success","runId":"${runId}"}',
       'waiting', 0, '${at}', '${at}' from waiting`,
  );
}

test("a channel that is down keeps nothing from the others, however much waits for it", async () => {
  const ping = { kind: "ping", name: "Watch", url: "https://hc.example/uuid" } as const;
  const watch = await orchestrator.admin(createNoticeChannel, { body: ping });
  const chat = { kind: "webhook", name: "Chat", url: "https://chat.example/hook" } as const;
  await orchestrator.admin(createNoticeChannel, { body: chat });
  const machine = await joinMachine(orchestrator);
  const { policy } = await protect(orchestrator, machine);
  await leaveWaiting(500, watch.id);
  const backup = { kind: "backup", policyId: policy.id, agentId: machine.agentId } as const;
  await orchestrator.admin(createTask, { body: backup });
  await machine.report(await machine.take());

  orchestrator.pass(MINUTE);
  await orchestrator.tick();

  await vi.waitFor(() => expect(told).toEqual(["The first backup of “Documents” is done"]));
});
