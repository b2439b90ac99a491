import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Logger } from "pino";
import { startAgent } from "../../agent-core/start.ts";
import { type Orchestrator, type OrchestratorOptions, startOrchestrator } from "../../orchestrator/start.ts";
import { removeRunFiles, removeSetupToken, writeAdminFile, writeSetupToken } from "./admin-file.ts";
import type { CoreConfig } from "./config.ts";
import { joinOnce } from "./join-once.ts";
import { listenSomewhere } from "./listen.ts";
import { readMasterKey } from "./master-key.ts";
import { pinShownAt } from "./pinned-connection.ts";
import { createPinnedFetch } from "./pinned-fetch.ts";
import { appVersion, builtUi } from "./program-files.ts";
import { Refusal } from "./refusal.ts";
import { resticCandidates } from "./restic-candidates.ts";
import { removeUserFile, writeUserFile } from "./user-file.ts";

export type Core = { url: string; agentId: string | undefined; stop(): Promise<void> };

type Deps = {
  config: CoreConfig;
  log: Logger;
  keyLine: string | undefined;
  /** Another process may look after the database from here on. */
  onDatabaseLost: (error: Error) => void;
};

/** One orchestrator and one agent in this process, which holds the core lock. What was started before a failing step is stopped. */
export async function startCore({ config, log, keyLine, onDatabaseLost }: Deps): Promise<Core> {
  const { dataDir } = config;
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const key = readMasterKey({ dataDir, configDir: config.configDir, keyFile: config.keyFile, keyLine });
    const localToken = randomBytes(32).toString("base64url");
    const userToken = config.localUsers ? randomBytes(32).toString("base64url") : undefined;
    // The agent starts after what shows its metrics.
    let agentMetrics = async () => "";
    const orchestrator = await startOrchestrator({
      ...orchestratorOptions({ config, log, key, localToken, userToken }),
      databaseServer: databaseServer(config, onDatabaseLost),
      moreMetrics: () => agentMetrics(),
    }).catch(asRefusal);
    undo.push(orchestrator.stop);
    const { url } = await listenSomewhere(orchestrator.listen, { asked: config.listen, dataDir });
    undo.push(() => removeRunFiles(dataDir));
    await writeAdminFile(dataDir, { url, token: localToken, pid: process.pid });
    // One that a killed core has left says what is no longer so.
    removeUserFile(dataDir);
    if (userToken !== undefined) {
      undo.push(() => removeUserFile(dataDir));
      await writeUserFile(dataDir, { url, token: userToken, pid: process.pid }).catch((error: unknown) =>
        log.warn({ err: error }, "Only administrators can see how this computer is protected"),
      );
    }
    if (config.lan === undefined) await orchestrator.resumeLan(config.lanAddresses);
    else await orchestrator.setLan(config.lan, config.lanAddresses).catch(asRefusal);
    await keepSetupToken(orchestrator, dataDir, log);
    const agent = config.runAgent ? await startLocalAgent(orchestrator, config, log) : undefined;
    if (agent !== undefined) {
      undo.push(agent.stop);
      await orchestrator.resumeFollowing();
      const joining = joinOnce(orchestrator, config, log);
      undo.push(joining.stop);
      agentMetrics = agent.metrics;
    }
    return { url, agentId: agent?.agentId, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the orchestrator refuses by a rule of its own is a sentence for people; anything else is a fault with a trace. */
function asRefusal(error: unknown): never {
  if (error instanceof Error && error.name === "DomainError")
    throw new Refusal(error.message, undefined, error);
  throw error;
}

function databaseServer(config: CoreConfig, onLost: (error: Error) => void) {
  const url = config.databaseUrl();
  if (url === undefined) return undefined;
  const onStandby = async (listen: Orchestrator["listen"]) => {
    await listenSomewhere(listen, { asked: config.listen, dataDir: config.dataDir });
  };
  return { url, onLost, onStandby };
}

type OrchestratorParts = {
  config: CoreConfig;
  log: Logger;
  key: Buffer;
  localToken: string;
  userToken: string | undefined;
};

function orchestratorOptions({ config, log, key, localToken, userToken }: OrchestratorParts) {
  const uiDir = builtUi();
  const password = config.adminPassword();
  return {
    dataDir: config.dataDir,
    key,
    appVersion,
    log: log.child({ part: "orchestrator" }),
    localToken,
    connectUpstream: connectUpstream(log),
    pinShownAt,
    ...(config.pollWaitSeconds !== undefined && { pollWaitSeconds: config.pollWaitSeconds }),
    ...(userToken === undefined ? {} : { userToken }),
    ...(uiDir === undefined ? {} : { uiDir }),
    ...(password === undefined ? {} : { firstAdmin: { username: "admin", password } }),
  };
}

function connectUpstream(log: Logger): NonNullable<OrchestratorOptions["connectUpstream"]> {
  return (target) =>
    createPinnedFetch(target, {
      onClockDoubt: (doubt) => log.warn(doubt, "The clock of this computer, or of the other one, is wrong"),
    });
}

function startLocalAgent({ connection, enrolLocalAgent }: Orchestrator, config: CoreConfig, log: Logger) {
  return startAgent({
    dataDir: join(config.dataDir, "agent"),
    connection,
    enrolmentCode: enrolLocalAgent,
    appVersion,
    resticCandidates: resticCandidates(config.restic),
    rulesFile: join(config.configDir, "agent-rules.toml"),
    isForEverybody: config.localUsers,
    ...(config.pollWaitSeconds !== undefined && { pollWaitSeconds: config.pollWaitSeconds }),
    ...(config.cacheMib !== undefined && { cacheMostBytes: config.cacheMib * 1024 ** 2 }),
    log: log.child({ part: "agent" }),
  });
}

async function keepSetupToken({ setupToken }: Orchestrator, dataDir: string, log: Logger): Promise<void> {
  if (setupToken === undefined) return removeSetupToken(dataDir);
  const file = await writeSetupToken(dataDir, setupToken);
  log.info({ file }, "There is no account yet; the token that makes the first one is in this file");
}
