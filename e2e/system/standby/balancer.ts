import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";

/** Passes connections on to the first of these ports where somebody listens, and knows nothing of what is said on them. */
export async function startBalancer(ports: number[]) {
  const sockets = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (near) => {
    keep(near);
    connectToFirst(ports).then(
      (far) => {
        keep(far);
        near.pipe(far);
        far.pipe(near);
        near.on("close", () => far.destroy());
        far.on("close", () => near.destroy());
        near.resume();
      },
      () => near.destroy(),
    );
  });
  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  }
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop(): void {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function connectToFirst([port, ...others]: number[]): Promise<Socket> {
  if (port === undefined) throw new Error("Nobody listens.");
  const socket = createConnection(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return socket;
  } catch {
    return await connectToFirst(others);
  }
}

/** Ports that nobody uses now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await once(server.listen(0, "127.0.0.1"), "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
