import { createLoad } from "../load.ts";
import { alternate, type Row } from "../measure.ts";
import { startHello } from "../servers.ts";

/** Two servers that are the same must measure the same, or no other figure of this run counts. */
export const helloRow: Row = {
  name: "self-test",
  async run({ quick, folder }) {
    const [base, subject] = [await startHello(folder), await startHello(folder)];
    const requests = quick ? 3_000 : 10_000;
    const hello = () => ({ method: "GET", path: "/hello" });
    const [first, second] = [createLoad(base), createLoad(subject)];
    const pairs = await alternate(
      quick ? 5 : 9,
      () => first.cpuPerRequest(requests, hello),
      () => second.cpuPerRequest(requests, hello),
    );
    for (const load of [first, second]) load.close();
    await Promise.all([base.stop(), subject.stop()]);
    const target = { atLeast: 0.85, atMost: 1.15 };
    return [{ what: "Fastify hello", against: "Fastify hello", target, pairs, share: "rate" }];
  },
};
