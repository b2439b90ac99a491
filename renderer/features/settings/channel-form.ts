import { type NoticeChannel, type NoticeChannelKind, noticeChannelInput } from "#contract/notices";
import { say, spokenLanguage } from "#contract/words/say";
import type { ChannelDraft } from "../../api/notices.ts";
import { type FieldErrors, formErrors } from "../../components/form-errors.ts";
import { type ChannelText, channelKinds } from "./channel-kinds.ts";

export type ChannelForm = Record<ChannelText, string> & {
  kind: NoticeChannelKind;
  name: string;
  enabled: boolean;
  digest: boolean;
  /** Empty for every policy. */
  policyId: string;
};

const empty: ChannelForm = {
  kind: "email",
  name: "",
  enabled: true,
  digest: true,
  policyId: "",
  host: "",
  port: "587",
  security: "starttls",
  username: "",
  password: "",
  from: "",
  to: "",
  server: "",
  topic: "",
  token: "",
  url: "",
  startUrl: "",
  failUrl: "",
  chatId: "",
  language: "en",
};

export function channelForm(known: NoticeChannel | undefined): ChannelForm {
  if (known === undefined) return { ...empty, language: spokenLanguage() };
  const texts = Object.entries(known.settings).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : String(value),
  ]);
  const { kind, name, enabled, digest, policyId } = known;
  return { ...empty, ...Object.fromEntries(texts), kind, name, enabled, digest, policyId: policyId ?? "" };
}

/** What is sent: the fields of the chosen kind that hold something. A secret left blank is left out, and stays as it is. */
export function channelDraft(form: ChannelForm): ChannelDraft {
  const { kind, name, enabled, digest, policyId } = form;
  const fields = channelKinds()
    [kind].fields.map((field) => [field.name, typed(form, field.name)] as const)
    .filter(([, value]) => value !== undefined);
  const draft = { kind, name, enabled, digest, policyId: policyId === "" ? null : policyId };
  return { ...draft, ...Object.fromEntries(fields) } as ChannelDraft;
}

export function channelErrors(form: ChannelForm, known: NoticeChannel | undefined): FieldErrors {
  const errors = formErrors(noticeChannelInput, channelDraft(form), fieldOf);
  const stored = known?.kind === form.kind ? known.secrets : [];
  for (const { name, isNeeded, isSecret } of channelKinds()[form.kind].fields) {
    const isThere = form[name].trim() !== "" || (isSecret === true && stored.includes(name));
    if (isNeeded === true && !isThere) errors[name] = say("Is needed");
  }
  return errors;
}

/** An address in a list belongs to the field of the list. */
export const fieldOf = (path: string) => path.split(".")[0] ?? path;

function typed(form: ChannelForm, name: ChannelText): string | number | string[] | undefined {
  const text = form[name].trim();
  if (text === "") return undefined;
  if (name === "port") return Number(text);
  if (name === "to") return text.split(/[,;\s]+/).filter((one) => one !== "");
  return text;
}
