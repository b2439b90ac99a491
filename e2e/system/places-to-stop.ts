import type { RepositoryAccess } from "#contract/repository";
import { accessToRest, accessToS3 } from "../../agent-core/testing/backends.ts";
import { hasRestServer } from "../../agent-core/testing/config.ts";
import { startRestServer } from "../../agent-core/testing/servers/rest-server.ts";
import { startS3 } from "../../agent-core/testing/servers/s3.ts";
import type { AgentStage } from "./agent-stage.ts";

/** A place for a repository that a test can take away and bring back. */
export type Place = { access: RepositoryAccess; stop(): Promise<void>; startAgain(): Promise<unknown> };

export type Kind = { name: string; lacks(): string | undefined; open(stage: AgentStage): Promise<Place> };

export const places: Kind[] = [
  {
    name: "a folder",
    lacks: () => (process.getuid?.() === 0 ? undefined : "mounting a drive needs root"),
    open: async ({ makeDrive }) => makeDrive(),
  },
  {
    name: "a rest-server",
    lacks: () => (hasRestServer() ? undefined : "no rest-server is here"),
    async open({ workplace }) {
      const server = await startRestServer(workplace.dir, { tls: true });
      const port = Number(new URL(server.url).port);
      const startAgain = () => startRestServer(workplace.dir, { tls: true, port });
      return { access: accessToRest(server), stop: server.stop, startAgain };
    },
  },
  {
    name: "S3",
    lacks: () => undefined,
    async open({ workplace }) {
      const server = await startS3(workplace.dir);
      const startAgain = () => startS3(workplace.dir, Number(new URL(server.endpoint).port));
      return { access: accessToS3(server), stop: server.stop, startAgain };
    },
  },
];
