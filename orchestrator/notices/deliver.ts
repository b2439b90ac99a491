import type { NoticeChannelInput } from "#contract/notices";
import type { Outgoing } from "./message.ts";
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
  if (channel.kind === "email") return sendMail(channel, out, signal);
  const request = requestFor(channel, out);
  return post(request.url, request, signal);
};
