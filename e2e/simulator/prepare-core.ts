import type { Call } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { getLan } from "#contract/lan";
import { assignLabel, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import type { Server } from "../bench/servers.ts";
import type { Target } from "./link.ts";

const LABEL = "simulated";

/** A place with a repository for each machine, a policy for all that carry the label, and a code that lets them in. */
export async function prepareCore(call: Call, agents: number): Promise<{ code: string; policyId: string }> {
  const repository = await call(createRepository, {
    body: {
      ...{
        name: "NAS",
        kind: "rest-server",
        url: "https://nas.example:8000/",
        password: "kestrel-lantern-42",
      },
      ...{ credentials: { username: "simulated", password: "simulated" }, perAgent: true },
    },
  });
  const policy = await call(createPolicy, {
    body: {
      ...{ name: "Documents", repositoryId: repository.id, include: ["/home"] },
      schedules: { backup: { every: "10m", jitterSeconds: 600 } },
    },
  });
  await call(assignLabel, { params: { id: policy.id, label: LABEL } });
  const { code } = await call(createEnrolment, {
    body: { uses: agents, labels: [LABEL], expiresInSeconds: 86_400 },
  });
  return { code, policyId: policy.id };
}

/** How the machines reach it: by the listener for other machines, or by that of its own computer. */
export async function targetOf(core: Server, call: Call, tls: boolean): Promise<Target> {
  if (!tls) return { url: core.url };
  const { addresses, certificate, serverName } = await call(getLan, {});
  const [url] = addresses;
  if (url === undefined || certificate === null)
    throw new Error("The core does not listen for other machines.");
  return { url, ca: certificate, serverName };
}
