export type ServiceScope = "system" | "user";

/** What a service of this computer needs to know; the definition for each system is made from it by a pure function. */
export type ServicePlan = {
  scope: ServiceScope;
  /** Program and arguments that start the core. */
  command: readonly [string, ...string[]];
  dataDir: string;
  configDir: string;
  /** Settings of the core, by the names of their variables. */
  environment: Record<string, string>;
};

export const SERVICE_NAME = "holdfast";
export const LAUNCHD_LABEL = "io.holdfast.core";
export const WINDOWS_SERVICE = "Holdfast";
