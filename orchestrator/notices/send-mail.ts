import type { NoticeChannelInput } from "#contract/notices";
import type { Message } from "./message.ts";
import { DeliveryProblem, wordsFor } from "./post.ts";

type Mail = Extract<NoticeChannelInput, { kind: "email" }>;

const TIMEOUT_MS = 10_000;
/** For all steps together: some servers take their time with strangers on purpose. */
const MOST_MS = 40_000;

/** Hands one message to the mail server. The same notice has the same message id, so that a second delivery is seen as one. */
export async function sendMail(channel: Mail, message: Message, signal: AbortSignal): Promise<void> {
  const { host, port, security, username, password } = channel;
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(username !== undefined && { auth: { user: username, pass: password ?? "" } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: "Holdfast", address: channel.from },
      to: channel.to,
      subject: message.title,
      text: message.text,
      date: new Date(message.at),
      messageId: messageId(message.noticeId, channel.from),
      ...(message.replaces !== null && {
        inReplyTo: messageId(message.replaces, channel.from),
        references: messageId(message.replaces, channel.from),
      }),
      headers: { "auto-submitted": "auto-generated" },
      signal: AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]),
      ...(message.severity === "critical" && { priority: "high" as const }),
    });
  } catch (error) {
    throw new DeliveryProblem(mailWords(error, host));
  } finally {
    transport.close();
  }
}

function messageId(noticeId: string, from: string): string {
  return `<${noticeId}@${from.slice(from.lastIndexOf("@") + 1)}>`;
}

const silent = (host: string) => `${host} did not answer in time.`;
const codes: Record<string, (host: string) => string> = {
  EAUTH: (host) => `${host} does not accept the user name and password.`,
  EENVELOPE: (host) => `${host} does not take mail from this sender or for these addresses.`,
  EMESSAGE: (host) => `${host} refused the message.`,
  ETLS: (host) => `${host} offers no encryption with STARTTLS, or a broken one.`,
  EDNS: (host) => `${host} was not found: check the name.`,
  ECONNECTION: (host) => `${host} could not be asked.`,
  EABORT: silent,
  ETIMEDOUT: silent,
  ESOCKET: (host) => `${host} could not be asked: check the port, the encryption and the certificate.`,
};

/** The server's own words can quote what we sent, so its code and its status are all that is kept of them. */
function mailWords(error: unknown, host: string): string {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  if (code === "ESOCKET" || code === "ECONNECTION") {
    const [inner] = /\b(ECONN|ENOTFOUND|EHOST|ENET|CERT_|DEPTH_|SELF_|UNABLE_)\w*/.exec(String(error)) ?? [];
    if (inner !== undefined) return wordsFor({ code: inner }, host);
  }
  const words = typeof code === "string" ? codes[code]?.(host) : undefined;
  if (words === undefined) return wordsFor(error, host);
  return typeof responseCode === "number" ? `${words} Status ${responseCode}.` : words;
}
