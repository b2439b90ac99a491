import { once } from "node:events";
import { type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { type ConnectionOptions, connect } from "node:tls";

type Asked = {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: object;
  tls?: ConnectionOptions & { localAddress?: string };
};

/** One request over TLS, as strict as a browser that trusts this authority. */
export async function askOverTls(
  url: string,
  ca: string,
  { method = "GET", headers, body, tls }: Asked = {},
) {
  const { hostname, port, pathname, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), ca, ...tls });
  await once(socket, "secureConnect");
  const asked = request({
    createConnection: () => socket,
    method,
    path: pathname,
    headers: { host, connection: "close", ...(body && { "content-type": "application/json" }), ...headers },
  });
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const whole = await text(answer);
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: whole,
    protocol: socket.getProtocol(),
    certificate: socket.getPeerX509Certificate(),
  };
}
