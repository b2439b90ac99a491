import type { FastifyInstance } from "fastify";
import { getCaCertificate, getLan, type Lan as LanView, serverNameOf, setLan } from "#contract/lan";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { orchestratorId } from "../enrolments/orchestrator-id.ts";
import { actorOf } from "../http/caller.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { serve, serveStream } from "../http/serve.ts";
import type { Seal } from "../secrets/seal.ts";
import { fingerprintOf, pinOf, readAuthority } from "./authority.ts";
import type { Lan } from "./lan.ts";
import { readLanSetting, writeLanSetting } from "./setting.store.ts";

type Deps = {
  db: Database;
  seal: Seal;
  now: () => Date;
  lan: Lan;
  /** Who was told of the listener as it was. */
  discovery: { end(): Promise<void> };
};

export function lanRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, seal, now, lan, discovery } = deps;

  serve(app, getLan)(async () => viewLan(deps));

  serve(
    app,
    setLan,
  )(async ({ body }, request) => {
    const before = await readLanSetting(db.read);
    const wrong = body.addresses?.findIndex((address) => !URL.canParse(address)) ?? -1;
    if (wrong >= 0) throw invalidField(`addresses.${wrong}`, "is not an address that can be reached");
    const { host = before.host, port: asked = before.port, addresses = before.addresses, enabled } = body;
    await discovery.end();
    await lan.set(enabled ? { host, port: asked } : undefined, addresses);
    // Port 0 took a free one: join codes name it, so it stays.
    const port = lan.at()?.port ?? asked;
    await db.write(async (tx) => {
      await writeLanSetting(tx, { enabled, host, port, addresses });
      await writeAudit(tx, {
        at: now(),
        actor: actorOf(request),
        action: enabled ? "lan.on" : "lan.off",
        object: `${host}:${port}`,
      });
    });
    return viewLan(deps);
  });

  serveStream(
    app,
    getCaCertificate,
  )(async (_input, _request, reply) => {
    const authority = await readAuthority(db.read, seal);
    if (authority === undefined) {
      throw new DomainError("not-found", "There is no certificate yet. Switch orchestrator mode on first.");
    }
    void reply.header("content-disposition", 'attachment; filename="holdfast-ca.crt"');
    return reply.send(authority.certificate);
  });
}

async function viewLan({ db, seal, now, lan }: Deps): Promise<LanView> {
  const { host, port } = lan.at() ?? (await readLanSetting(db.read));
  const certificate = (await readAuthority(db.read, seal))?.certificate ?? null;
  return {
    enabled: lan.isOn(),
    host,
    port,
    addresses: lan.addresses(),
    serverName: serverNameOf(await db.write((tx) => orchestratorId(tx, now()))),
    caFingerprint: certificate === null ? null : fingerprintOf(certificate),
    caPin: certificate === null ? null : pinOf(certificate),
    certificate,
    problem: lan.problem(),
  };
}
