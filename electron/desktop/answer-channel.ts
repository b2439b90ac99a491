import {
  type DesktopChannel,
  type DesktopReply,
  type DesktopRequest,
  desktopChannels,
} from "#contract/desktop";
import { isCoreOrigin } from "./allowed-url.ts";

export type ChannelHandlers = {
  [C in DesktopChannel]: (request: DesktopRequest<C>) => Promise<DesktopReply<C>> | DesktopReply<C>;
};

/** Who asks: the origin of its frame, and whether it is the page itself and not a frame within. */
export type Sender = { origin: string; isTopFrame: boolean } | undefined;

export const channelNames = Object.keys(desktopChannels) as DesktopChannel[];

type Asked<C extends DesktopChannel> = {
  channel: C;
  request: unknown;
  sender: Sender;
  coreUrl: string | undefined;
};

/** Answers the core's own page and nobody else, and only a request of the right shape. */
export async function answerChannel<C extends DesktopChannel>(
  handlers: ChannelHandlers,
  { channel, request, sender, coreUrl }: Asked<C>,
): Promise<DesktopReply<C>> {
  if (sender === undefined || !sender.isTopFrame || !isCoreOrigin(sender.origin, coreUrl)) {
    throw new Error(`Only Holdfast's own page may ask for ${channel}.`);
  }
  const parsed = desktopChannels[channel].request.safeParse(request);
  if (!parsed.success) throw new Error(`The request for ${channel} has the wrong shape.`);
  return await handlers[channel](parsed.data as DesktopRequest<C>);
}
