import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { heartbeat, registerAgent } from "#contract/agent-protocol";
import { approveAgent, listAgentPolicies } from "#contract/agents";
import { createEnrolment } from "#contract/enrolments";
import { getLan } from "#contract/lan";
import { assignPolicy, createPolicy, listPolicies } from "#contract/policies";
import { createRepository, getRepository } from "#contract/repositories";
import { findProgram } from "../../electron/cli/find-program.ts";
import { holdfast, newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { resticCandidates } from "../../electron/core/restic-candidates.ts";
import { registrationOf } from "../../orchestrator/orchestrator-for-tests.ts";
import { startWholeCore, type WholeCore } from "../whole-core.ts";
import { backUp, makeFiles, protect } from "./backed-up-folder.ts";
import { runAsWritten } from "./kit-as-written.ts";

const { HOLDFAST_RESTIC, PATH = "" } = process.env;
const restic = findProgram(resticCandidates(HOLDFAST_RESTIC), PATH);

/** The drill of the last resort: what is left is the repository, the kit, and its code on paper. */
test.skipIf(restic === undefined)(
  "with the kit alone stock restic gives a file back byte for byte, and a new Holdfast is the old one to its machines",
  async () => {
    const place = newPlace({ HOLDFAST_RESTIC: restic });
    const source = makeFiles(place.folder);
    const backup = join(place.folder, "backup");
    const core = await startWholeCore(place, "--lan", "127.0.0.1:0");
    const { policyId, repositoryId } = await protect(core, source, {
      ...{ kind: "fs", name: "Disk", path: backup, password: "open 'sesame' & $co", perAgent: false },
    });
    expect(await backUp(core, policyId)).toMatchObject({ status: "success" });
    const ownPlace = { kind: "fs", name: "Place", path: join(place.folder, "place") } as const;
    const { id: placeId } = await core.call(createRepository, {
      body: { ...ownPlace, password: "of the place", perAgent: true },
    });
    const draft = { name: "Laptops", repositoryId: placeId, include: ["/home"] };
    const { id: laptops } = await core.call(createPolicy, { body: draft });
    const old = await enrol(core, "old-laptop");
    const { caPin, serverName } = await core.call(getLan, {});
    const saved = await holdfast(place, "kit", "save", join(place.folder, "kit.json"), "--json");
    const { path: kit, recoveryCode } = JSON.parse(saved.stdout) as { path: string; recoveryCode: string };
    const codeFile = join(place.folder, "paper");
    writeFileSync(codeFile, recoveryCode.toLowerCase());
    const checked = await holdfast(place, "kit", "check", kit, "--code-file", codeFile);
    expect(checked, checked.stderr).toMatchObject({ code: 0 });
    expect((await core.call(getRepository, { params: { id: repositoryId } })).kit).toMatchObject({
      checkedAt: expect.any(String),
      stale: false,
    });
    const late = await enrol(core, "late-laptop");
    await core.call(assignPolicy, { params: { id: laptops, agentId: late.agentId } });
    const [lateBefore] = await repositoriesOf(core, late);
    const { agentId } = core;
    await core.stop();

    rmSync(join(place.folder, "data"), { recursive: true });
    rmSync(join(place.folder, "config"), { recursive: true });

    const opened = await holdfast(place, "kit", "open", kit, "--code-file", codeFile);
    expect(opened, opened.stderr).toMatchObject({ code: 0 });
    const back = join(place.folder, "by-hand");
    mkdirSync(back);
    runAsWritten(opened.stdout, back, join(restic ?? "", ".."));
    for (const file of ["a letter.txt", "noise.bin"])
      expect(readFileSync(join(back, "restored", source, file))).toEqual(readFileSync(join(source, file)));

    expect(passwordAsWritten(opened.stdout, late.agentId)).toBe(lateBefore?.credentials?.password);

    // Whoever installs the app on a new computer starts it before anything else.
    await (await startWholeCore(place)).stop();
    const key = readFileSync(join(place.folder, "config", "holdfast.key"));
    writeFileSync(join(place.folder, "data", "wrapped-key"), "of the keychain of this computer");
    const wrong = join(place.folder, "wrong paper");
    writeFileSync(
      wrong,
      recoveryCode.replace(/^./, (first) => (first === "A" ? "B" : "A")),
    );
    expect((await holdfast(place, "recover", kit, "--code-file", wrong)).code).not.toBe(0);
    expect(readFileSync(join(place.folder, "config", "holdfast.key"))).toEqual(key);
    const recovered = await holdfast(place, "recover", kit, "--code-file", codeFile);
    expect(recovered, recovered.stderr).toMatchObject({ code: 0 });
    expect(existsSync(join(place.folder, "data", "wrapped-key"))).toBe(false);
    const aside = [...readdirSync(join(place.folder, "data")), ...readdirSync(join(place.folder, "config"))];
    expect(aside.filter((name) => name.includes(".before-recovery-")).length).toBeGreaterThanOrEqual(3);
    const again = await startWholeCore(place, "--lan", "127.0.0.1:0");
    expect(again.agentId).toBe(agentId);
    expect(await again.call(getLan, {})).toMatchObject({ caPin, serverName });
    const beat = {
      ...{ appVersion: "0.1.0", resticVersion: "0.19.1", uptimeSeconds: 5, sentAt: new Date().toISOString() },
      ...{ timeZone: "Europe/Berlin", disks: [], running: [] },
    };
    const call = again.callWith(old.agentKey ?? "");
    await call(heartbeat, { params: { id: old.agentId }, body: beat });
    const policies = (await again.call(listPolicies, { query: {} })).items.map(({ id }) => id);
    expect(policies.sort()).toEqual([policyId, laptops].sort());

    // One that joined after the kit was made: its own key is proof enough to wait for a yes, without a new code.
    const lateCall = again.callWith(late.agentKey ?? "");
    const returned = await lateCall(registerAgent, { body: registrationOf("late-laptop") });
    expect(returned).toMatchObject({ agentId: late.agentId, status: "pending" });
    await again.call(approveAgent, { params: { id: late.agentId }, body: {} });
    await lateCall(heartbeat, { params: { id: late.agentId }, body: beat });
    await again.call(assignPolicy, { params: { id: laptops, agentId: late.agentId } });
    const [lateAfter] = await repositoriesOf(again, late);
    expect(lateAfter).toMatchObject({
      location: lateBefore?.location,
      credentials: { password: lateBefore?.credentials?.password },
    });
    expect(await backUp(again, policyId)).toMatchObject({ status: "success" });

    const twice = await holdfast(place, "recover", kit, "--code-file", codeFile);
    expect(twice.code).not.toBe(0);
  },
);

async function enrol(core: WholeCore, hostname: string) {
  const { code } = await core.call(createEnrolment, { body: {} });
  return core.callWith(code)(registerAgent, { body: registrationOf(hostname) });
}

async function repositoriesOf(
  core: WholeCore,
  { agentId, agentKey = "" }: Awaited<ReturnType<typeof enrol>>,
) {
  return (await core.callWith(agentKey)(listAgentPolicies, { params: { id: agentId } })).repositories;
}

/** The command of the place's kit, typed with the id of a machine that is in no kit. */
function passwordAsWritten(kit: string, machine: string): string {
  const [command = ""] = /MACHINE=ID\n.*/.exec(kit) ?? [];
  return execFileSync("/bin/sh", ["-c", command.replace("=ID", `=${machine}`)])
    .toString()
    .trim();
}
