import fc from "fast-check";
import { awake, type Command, command, offered, onMachine, policy, times, working } from "./command.ts";
import { killAmidReport } from "./kill.ts";
import { nth } from "./machine.ts";
import { type ReportKind, reportKinds } from "./reports.ts";
import { passSteps } from "./settle.ts";
import type { Fate } from "./world.ts";

const MINUTE_MS = 60_000;

const small = fc.nat({ max: 5 });
const fate = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Fate>("arrives") },
  { weight: 2, arbitrary: fc.constantFrom<Fate>("is lost", "reply is lost", "arrives twice") },
);
const reportKind = fc.constantFrom(...(Object.keys(reportKinds) as ReportKind[]));

/** Every kind of event with how often it comes: what machines do, what people do, what goes wrong. */
const usual: fc.Arbitrary<Command>[] = [
  ...times(
    5,
    fc
      .tuple(small, fate)
      .map(([m, f]) => awake(`poll ${m} ${f}`, m, (s, machine) => s.actions.poll(machine, f))),
  ),
  ...times(
    5,
    fc
      .tuple(small, small, fate)
      .map(([m, n, f]) =>
        offered(`acknowledge ${m} ${n} ${f}`, m, n, ({ actions }, machine, offer) =>
          actions.acknowledge(machine, offer, f),
        ),
      ),
  ),
  ...times(
    6,
    small.map((m) =>
      awake(`take ${m}`, m, async ({ actions }, machine) => {
        await actions.poll(machine, "arrives");
        for (const offer of [...machine.offers.values()])
          await actions.acknowledge(machine, offer, "arrives");
      }),
    ),
  ),
  ...times(
    2,
    fc
      .tuple(small, small, fate)
      .map(([m, n, f]) =>
        working(`progress ${m} ${n} ${f}`, m, n, ({ actions }, machine, work) =>
          actions.progress(machine, work, f),
        ),
      ),
  ),
  ...times(
    3,
    fc
      .tuple(small, small, fate, fc.integer({ min: -2, max: 2 }))
      .map(([m, n, f, off]) =>
        working(`log ${m} ${n} ${off} ${f}`, m, n, ({ actions }, machine, work) =>
          actions.log(machine, work, Math.max(0, work.chunks + off), f),
        ),
      ),
  ),
  ...times(
    4,
    fc
      .tuple(small, small, fate, reportKind)
      .map(([m, n, f, kind]) =>
        working(`report ${m} ${n} ${kind} ${f}`, m, n, ({ actions }, machine, work) =>
          actions.report(machine, work, reportKinds[kind](), f),
        ),
      ),
  ),
  ...times(
    4,
    fc
      .tuple(small, fate)
      .map(([m, f]) => awake(`beat ${m} ${f}`, m, ({ actions }, machine) => actions.beat(machine, true, f))),
  ),
  ...times(
    1,
    small.map((m) =>
      awake(`beat without ${m}`, m, ({ actions }, machine) => actions.beat(machine, false, "arrives")),
    ),
  ),
  ...times(
    3,
    fc.nat({ max: 59 }).map((n) =>
      command(`repeat ${n}`, async ({ world, actions }) => {
        const request = nth(world.sent, n);
        if (request !== undefined) await actions.repeat(request);
      }),
    ),
  ),
  ...times(
    2,
    fc
      .tuple(small, small)
      .map(([p, m]) =>
        onMachine(`assign ${p} ${m}`, m, ({ world, actions }, machine) =>
          actions.assign(policy(world, p), machine),
        ),
      ),
  ),
  ...times(
    1,
    fc
      .tuple(small, small)
      .map(([p, m]) =>
        onMachine(`unassign ${p} ${m}`, m, ({ world, actions }, machine) =>
          actions.unassign(policy(world, p), machine),
        ),
      ),
  ),
  ...times(
    2,
    fc
      .tuple(small, fc.constantFrom("15m", "1h", "6h", undefined), fc.boolean(), fc.boolean())
      .map(([p, every, catchUp, off]) =>
        command(
          `edit ${p} every ${every} ${off ? "disabled" : ""} ${catchUp ? "catch-up" : ""}`,
          ({ world, actions }) => actions.edit(policy(world, p), every, !off, catchUp),
        ),
      ),
  ),
  ...times(
    3,
    fc
      .tuple(small, small)
      .map(([p, m]) =>
        onMachine(`run now ${p} ${m}`, m, ({ world, actions }, machine) =>
          actions.runNow(policy(world, p), machine),
        ),
      ),
  ),
  ...times(
    1,
    fc
      .tuple(small, small)
      .map(([r, m]) =>
        onMachine(`init now ${r} ${m}`, m, ({ world, actions }, machine) =>
          actions.initNow(nth(world.repositoryIds, r) ?? "", machine),
        ),
      ),
  ),
  ...times(
    3,
    fc.nat().map((n) => command(`cancel ${n}`, ({ actions }) => actions.cancel(n))),
  ),
  ...times(
    2,
    fc.nat().map((n) => command(`retry ${n}`, ({ actions }) => actions.retry(n))),
  ),
  ...times(
    1,
    small.map((m) =>
      onMachine(
        `sleep or wake ${m}`,
        m,
        async (_, machine) => void Object.assign(machine, { isAwake: !machine.isAwake }),
      ),
    ),
  ),
  ...times(
    1,
    small.map((m) => onMachine(`crash ${m}`, m, async ({ actions }, machine) => actions.crash(machine))),
  ),
  ...times(
    1,
    small.map((m) =>
      onMachine(`revoke or readmit ${m}`, m, ({ actions }, machine) =>
        machine.isRevoked ? actions.register(machine) : actions.revoke(machine),
      ),
    ),
  ),
  ...times(
    1,
    small.map((m) =>
      onMachine(`register again ${m}`, m, ({ actions }, machine) => actions.register(machine)),
    ),
  ),
  // Often long enough for a lease to run out, now and then for nobody to be at work any more.
  ...times(
    5,
    fc
      .constantFrom(1, 1, 2, 2, 12)
      .map((steps) => command(`${steps} min pass`, ({ world }) => passSteps(world, steps))),
  ),
  ...times(
    2,
    fc.constantFrom(1, 20, 20, 90, 90, 1_500).map((minutes) =>
      command(`${minutes} min without a tick`, async ({ world }) => {
        world.orchestrator.pass(minutes * MINUTE_MS);
        await world.tick();
      }),
    ),
  ),
  ...times(
    1,
    fc.constantFrom(1, 60, 1_440, 4_320, -60, -1_440).map((minutes) =>
      command(`clock set by ${minutes} min`, async ({ world }) => {
        world.clock.ms += minutes * MINUTE_MS;
        await world.tick();
      }),
    ),
  ),
  ...times(
    1,
    fc.tuple(small, small).map(([m, other]) =>
      onMachine(`snoop ${m} ${other}`, m, async ({ world, actions }, machine) => {
        const victim = nth(world.machines, other);
        if (victim !== undefined) await actions.snoop(machine, victim);
      }),
    ),
  ),
  ...times(
    2,
    fc.nat({ max: 59 }).map((n) =>
      command(`late beat ${n}`, async ({ world, actions }) => {
        const request = nth(
          world.sent.filter((one) => one.isBeat),
          n,
        );
        if (request !== undefined) await actions.repeat(request);
      }),
    ),
  ),
  ...times(
    1,
    fc.tuple(small, small).map(([p, m]) =>
      onMachine(`unassign ${p} ${m} 20 min after the last tick`, m, async ({ world, actions }, machine) => {
        world.orchestrator.pass(20 * MINUTE_MS);
        await actions.unassign(policy(world, p), machine);
        await world.tick();
      }),
    ),
  ),
  ...times(
    2,
    fc.tuple(small, small, reportKind).map(([m, n, kind]) =>
      working(`tick while ${m} reports ${n} ${kind}`, m, n, async ({ world, actions }, machine, work) => {
        await Promise.all([actions.report(machine, work, reportKinds[kind](), "arrives"), world.tick()]);
      }),
    ),
  ),
];

/** Each costs as much as ten others, and so comes a third as often. */
const starts: fc.Arbitrary<Command>[] = [
  fc.constantFrom(0, 0, 60, 1_440).map((minutes) =>
    command(`restart with the clock ${minutes} min behind at first`, async ({ world }) => {
      await world.restart(() => {
        world.clock.ms -= minutes * MINUTE_MS;
      });
      world.clock.ms += minutes * MINUTE_MS;
      await world.tick();
    }),
  ),
  fc
    .tuple(small, small, reportKind, fc.nat({ max: 12 }))
    .map(([m, n, kind, turns]) =>
      command(`kill while ${m} reports ${n} ${kind}, after ${turns} turns`, ({ world, actions }) =>
        killAmidReport(world, actions, { m, n, report: reportKinds[kind](), turns }),
      ),
    ),
];

export const allCommands = [...usual, ...usual, ...usual, ...starts];
