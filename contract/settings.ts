import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { count, instant } from "./values.ts";
import { API } from "./version.ts";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const TIB = 1024 * GIB;
const days = z.int().min(1, "at least 1 day").max(36_500, "at most 36500 days");
const quota = z.int().min(MIB, "at least 1 MiB").max(TIB, "at most 1 TiB");

/** What an administrator decides for the whole install. */
export const settingValues = z.strictObject({
  /** What people and other machines call this install. */
  displayName: z.string().trim().min(1, "must not be empty").max(100, "at most 100 characters"),
  /** Runs, finished tasks and slots that are older go; some are kept longer, see docs/operations.md. */
  keepRunsDays: days,
  keepLogsDays: days,
  /** Of the logs, unpacked: the oldest go when one machine's, or all together, are more. */
  logQuotaPerAgentBytes: quota,
  logQuotaBytes: quota,
});
export type SettingValues = z.infer<typeof settingValues>;

export const defaultSettings: SettingValues = {
  displayName: "Holdfast",
  keepRunsDays: 400,
  keepLogsDays: 90,
  logQuotaPerAgentBytes: GIB,
  logQuotaBytes: 10 * GIB,
};

export const settings = z.object({
  ...settingValues.shape,
  /** 0 until they are changed for the first time. */
  revision: count,
  updatedAt: instant.nullable(),
});
export type Settings = z.infer<typeof settings>;

export const getSettings = endpoint({
  method: "GET",
  path: `${API}/settings`,
  access: "viewer",
  summary: "The settings of this install; the ETag is their revision",
  reply: settings,
});

export const changeSettings = endpoint({
  method: "PUT",
  path: `${API}/settings`,
  access: "admin",
  summary: "Change settings; what is left out stays. If-Match with the revision guards against lost changes",
  body: settingValues.partial(),
  reply: settings,
});
