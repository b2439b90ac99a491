import { type NoticeChannelInput, type NoticeChannelKind, noticeChannelInput } from "#contract/notices";
import type { Row } from "../db/tables.ts";
import { invalidField } from "../http/errors.ts";
import type { Seal } from "../secrets/seal.ts";

type Fields = Record<string, string | number | string[]>;
/** A channel in the two parts in which it is stored: what may be shown, and what is sealed. */
export type Parts = { settings: Fields; secrets: Record<string, string> };

/** An address that lets anybody who knows it write is a secret too. */
const SECRETS: Record<NoticeChannelKind, readonly string[]> = {
  email: ["password"],
  ntfy: ["token"],
  ping: ["url", "startUrl", "failUrl"],
  webhook: ["url", "token"],
  slack: ["url"],
  discord: ["url"],
  teams: ["url"],
  telegram: ["token"],
  gotify: ["token"],
};
const NEEDED: Partial<Record<NoticeChannelKind, string>> = {
  webhook: "url",
  slack: "url",
  discord: "url",
  teams: "url",
  telegram: "token",
  gotify: "token",
};
const OWN_COLUMNS = new Set(["name", "enabled", "policyId", "digest", "kind"]);

/** Takes an input apart; a secret that it leaves out comes from what is known, and null takes it away. */
export function partsOf(input: NoticeChannelInput, known?: Parts): Parts {
  const fields = Object.entries(input).filter(
    ([name, value]) => !OWN_COLUMNS.has(name) && value !== undefined,
  ) as [string, string | number | string[] | null][];
  const isSecret = (name: string) => SECRETS[input.kind].includes(name);
  const settings = Object.fromEntries(fields.filter(([name]) => !isSecret(name))) as Fields;
  const given = Object.fromEntries(fields.filter(([name]) => isSecret(name)));
  const secrets = Object.fromEntries(
    Object.entries({ ...known?.secrets, ...given }).filter(([, value]) => value !== null),
  ) as Record<string, string>;
  const parts = { settings, secrets };
  assertComplete(input, parts);
  if (known !== undefined) assertStaysThere(input.kind, given, known, parts);
  return parts;
}

function assertComplete(input: NoticeChannelInput, { secrets }: Parts): void {
  const needed = NEEDED[input.kind];
  if (needed !== undefined && secrets[needed] === undefined) throw invalidField(needed, "is needed");
  if (input.kind === "ping" && Object.keys(secrets).length === 0) {
    throw invalidField("url", "at least one of the addresses is needed");
  }
  if (input.kind !== "email") return;
  if ((input.username === undefined) !== (secrets["password"] === undefined)) {
    throw invalidField("password", "user name and password go together: give both, or neither");
  }
}

/** Otherwise a stored token could be fetched by sending it to a server of one's own. */
function assertStaysThere(kind: NoticeChannelKind, given: object, before: Parts, after: Parts): void {
  for (const name of ["token", "password"]) {
    const isKept = after.secrets[name] !== undefined && !(name in given);
    if (isKept && goesTo(kind, before) !== goesTo(kind, after)) {
      throw invalidField(name, "must be entered again, because it would go to another server");
    }
  }
}

/** Where messages go, without what is secret of it. */
export function goesTo(kind: NoticeChannelKind, { settings, secrets }: Parts): string {
  if (kind === "email") return `${settings["host"]}:${settings["port"]} (${settings["security"]})`;
  if (kind === "ping") return originOf(secrets["url"] ?? secrets["failUrl"] ?? secrets["startUrl"]);
  return originOf(settings["server"] ?? secrets["url"]);
}

function originOf(address: unknown): string {
  return new URL(String(address)).origin;
}

const place = (id: string) => ({ table: "notice_channel", column: "sealed_secrets", id });

export function sealParts(seal: Seal, id: string, { settings, secrets }: Parts) {
  return {
    settings_json: JSON.stringify(settings),
    sealed_secrets: seal.seal(JSON.stringify(secrets), place(id)),
  };
}

export function openParts(seal: Seal, row: Row<"notice_channel">): Parts {
  return {
    settings: JSON.parse(row.settings_json) as Fields,
    secrets: JSON.parse(seal.open(row.sealed_secrets, place(row.id))) as Record<string, string>,
  };
}

/** The whole channel, with its secrets, for the moment of sending. */
export function openChannel(seal: Seal, row: Row<"notice_channel">): NoticeChannelInput {
  const { settings, secrets } = openParts(seal, row);
  return noticeChannelInput.parse({ kind: row.kind, name: row.name, ...settings, ...secrets });
}
