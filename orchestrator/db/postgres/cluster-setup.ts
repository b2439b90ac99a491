import type { TestProject } from "vitest/node";
import { findPostgres, startCluster } from "./cluster-for-tests.ts";
import { openPostgres } from "./open-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of a database of the server, with NAME for its name. */
    postgres: string;
  }
}

const TEMPLATE = "holdfast_ready";

/** One server for the whole run, with a database that has been brought up to date for the others to be copies of. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error("There is no PostgreSQL server here (initdb was not found).");
  const cluster = await startCluster(programs);
  const url = await cluster.createDatabase(TEMPLATE);
  await (await openPostgres({ url, onLost: () => undefined })).close();
  project.provide("postgres", cluster.urlOf("NAME"));
  return cluster.stop;
}
