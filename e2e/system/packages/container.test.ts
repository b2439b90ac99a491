import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAgents } from "#contract/agents";
import { type Call, createCaller } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { listRuns } from "#contract/runs";
import { createTask } from "#contract/tasks";
import { until } from "../../whole-core.ts";
import { buildImage, type Containers, containersIn, IMAGE } from "./local-image.ts";
import { reasonToSkip } from "./needed-programs.ts";

const reason = reasonToSkip("mmdebstrap", "buildah", "podman", "runc");
const note = reason === undefined ? "" : ` (skipped: ${reason})`;
const BUILD_MS = 1_800_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe.skipIf(reason !== undefined)(`the image${note}`, () => {
  let folder: string;
  let containers: Containers;
  let call: Call;
  let port: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "holdfast-image-"));
    containers = containersIn(folder);
    for (const name of ["secrets", "files"]) mkdirSync(join(folder, name), { mode: 0o755 });
    writeFileSync(join(folder, "secrets", "admin-password"), "correct horse\n", { mode: 0o644 });
    writeFileSync(join(folder, "files", "letter.txt"), "Dear Anna,\n");
    buildImage(containers, folder);
  }, BUILD_MS);
  afterAll(() => {
    containers?.run("podman", "rm", "-f", "-a");
    containers?.run("podman", "volume", "prune", "-f");
    rmSync(folder, { recursive: true, force: true });
  }, 300_000);

  /** Beside this computer's network, as there is no engine that could make another. */
  function start(name: string, variables: Record<string, string>, ...more: string[]): void {
    const env = Object.entries(variables).flatMap(([key, value]) => ["-e", `${key}=${value}`]);
    const locked = [
      "--read-only",
      "--tmpfs",
      "/tmp",
      "--cap-drop",
      "ALL",
      "--security-opt",
      "no-new-privileges",
    ];
    const secrets = ["-v", `${join(folder, "secrets")}:/run/secrets:ro`];
    containers.run(
      "podman",
      "run",
      "-d",
      "--name",
      name,
      "--network",
      "host",
      ...locked,
      ...secrets,
      ...env,
      ...more,
      IMAGE,
    );
  }

  const logs = (name: string) => containers.run("podman", "logs", name);

  test("runs on a read-only root without rights, and says that it is healthy", async () => {
    port = await freePort();
    const lan = `127.0.0.1:${await freePort()}`;
    const account = { HOLDFAST_ADMIN_PASSWORD_FILE: "/run/secrets/admin-password" };
    start("orchestrator", { ...account, HOLDFAST_LISTEN: `127.0.0.1:${port}`, HOLDFAST_LAN: lan });
    const healthy = () => {
      try {
        return containers.run("podman", "healthcheck", "run", "orchestrator") !== undefined;
      } catch {
        return false;
      }
    };
    await until(async () => healthy(), Boolean, { seconds: 120, what: "the health of the container" });

    const run = (...args: string[]) => containers.run("podman", "exec", "orchestrator", ...args);
    expect(run("id", "-u").trim()).toBe("1000");
    expect(run("holdfast", "status")).toContain("No backup is set up yet");
    const { token } = JSON.parse(run("cat", "/data/run/admin.json"));
    const headers = () => ({ authorization: `Bearer ${token}` });
    call = createCaller({ baseUrl: `http://127.0.0.1:${port}`, fetch, headers });
  });

  test("lets an agent in that finds its code in a secret, and gets its run", async () => {
    const { joinCode } = await call(createEnrolment, { body: {} });
    writeFileSync(join(folder, "secrets", "join-code"), joinCode, { mode: 0o644 });
    const follower = {
      HOLDFAST_LAN: "",
      HOLDFAST_NO_AGENT: "false",
      HOLDFAST_LISTEN: `127.0.0.1:${await freePort()}`,
    };
    const code = { HOLDFAST_JOIN_CODE_FILE: "/run/secrets/join-code" };
    start("agent", { ...follower, ...code }, "-v", `${join(folder, "files")}:/srv/files:ro`);
    const { items } = await until(
      () => call(listAgents, { query: {} }),
      (answer) => answer.items.some(({ status }) => status === "active"),
      { seconds: 120, what: "an agent" },
    ).catch((error: unknown) => {
      throw new Error(`${logs("agent")}\n${error}`);
    });

    const agentId = items[0]?.id ?? "";
    const disk = {
      kind: "fs",
      name: "Disk",
      path: "/data/disk",
      password: "open sesame",
      perAgent: false,
    } as const;
    const { id: repositoryId } = await call(createRepository, { body: disk });
    const policy = { name: "Files", repositoryId, include: ["/srv/files"] };
    const { id: policyId } = await call(createPolicy, { body: policy });
    await call(assignPolicy, { params: { id: policyId, agentId } });
    await call(createTask, { body: { kind: "backup", policyId, agentId } });
    const runs = await until(
      () => call(listRuns, { query: {} }),
      (answer) => answer.items.some(({ finishedAt }) => finishedAt !== null),
      { seconds: 180, what: "the end of a run" },
    );

    expect(runs.items[0]).toMatchObject({ status: "success", agentId, kind: "backup" });
  });

  test("stops in order", () => {
    containers.run("podman", "stop", "-t", "15", "orchestrator");

    expect(containers.run("podman", "inspect", "-f", "{{.State.ExitCode}}", "orchestrator").trim()).toBe("0");
  });
});
