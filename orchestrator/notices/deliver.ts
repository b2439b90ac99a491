import type { NoticeChannelInput } from "#contract/notices";
import type { Language } from "#contract/words/language";
import { retellerFor } from "#contract/words/load-words";
import type { Message, Outgoing } from "./message.ts";
import { post } from "./post.ts";
import { pingRequest, requestFor } from "./requests.ts";
import { sendMail } from "./send-mail.ts";

/** Rejects with a `DeliveryProblem` where it was not taken. */
export type Deliver = (channel: NoticeChannelInput, out: Outgoing, signal: AbortSignal) => Promise<void>;

/** Sends one message, or one sign of life, on one channel. */
export const deliver: Deliver = async (channel, out, signal) => {
  if (channel.kind === "ping") {
    const request = out.type === "ping" ? pingRequest(channel, out) : undefined;
    if (request !== undefined) await post(request.url, request, signal);
    return;
  }
  if (out.type === "ping") return;
  const message = await inTheirLanguage(out, channel.language);
  if (channel.kind === "email") return sendMail(channel, message, signal);
  const request = requestFor(channel, message);
  return post(request.url, request, signal);
};

/** Notices are kept in English, as everything is; each channel tells them to people of its own. */
async function inTheirLanguage(message: Message, language: Language | undefined): Promise<Message> {
  const retell = await retellerFor(language);
  const items = message.items.map((item) => ({ ...item, title: retell(item.title) }));
  return { ...message, title: retell(message.title), text: retell(message.text), items };
}
