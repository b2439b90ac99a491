import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Address, listenSomewhere, parseLan, parseListen } from "./listen.ts";

test.each([
  ["127.0.0.1:8484", { host: "127.0.0.1", port: 8484 }],
  ["localhost:0", { host: "127.0.0.1", port: 0 }],
  ["[::1]:99", { host: "::1", port: 99 }],
  ["8485", { host: "127.0.0.1", port: 8485 }],
])("%s is an address of this computer", (text, address) => {
  expect(parseListen(text)).toEqual(address);
});

test.each(["0.0.0.0:8484", "192.168.1.5:8484", "[::]:8484", "nas:8484"])(
  "%s is refused: no encryption",
  (text) => {
    expect(() => parseListen(text)).toThrow(/without encryption/);
  },
);

test.each(["", "127.0.0.1", "127.0.0.1:70000", "http://127.0.0.1:1"])("%j is no address", (text) => {
  expect(() => parseListen(text)).toThrow(/is no address to listen on/);
});

test.each([
  ["0.0.0.0:9000", { host: "0.0.0.0", port: 9000 }],
  ["192.168.1.5", { host: "192.168.1.5", port: 8485 }],
  ["[::]:9000", { host: "::", port: 9000 }],
  ["[fd00::5]", { host: "fd00::5", port: 8485 }],
  ["nas.local:9000", { host: "nas.local", port: 9000 }],
  ["9000", { host: "0.0.0.0", port: 9000 }],
])("%s is an address for other machines", (text, address) => {
  expect(parseLan(text)).toEqual(address);
});

test.each(["", "0.0.0.0:70000", "https://nas:8485", "fd00::5"])(
  "%j is no address for other machines",
  (text) => {
    expect(() => parseLan(text)).toThrow(/write 0.0.0.0:8485/);
  },
);

test("an address that was asked for and is taken is an error", async () => {
  const taken = await listen({ host: "127.0.0.1", port: 0 });
  const asked = { host: "127.0.0.1", port: Number(new URL(taken.url).port) };

  await expect(listenSomewhere(listen, { asked, dataDir: tempDir() })).rejects.toThrow(
    /Another program already listens/,
  );
});

test("without one it is the usual port, then that of last time, then any", async () => {
  const dataDir = tempDir();
  const tried: number[] = [];
  writeFileSync(join(dataDir, "last-port"), "50123");
  const allTakenButAny = async ({ host, port }: Address) => {
    tried.push(port);
    if (port !== 0) throw Object.assign(new Error("taken"), { code: "EADDRINUSE" });
    return await listen({ host, port });
  };

  const { url } = await listenSomewhere(allTakenButAny, { asked: undefined, dataDir });
  await listenSomewhere(allTakenButAny, { asked: undefined, dataDir });

  expect(tried).toEqual([8484, 50123, 0, 8484, Number(new URL(url).port), 0]);
});

async function listen({ host, port }: Address): Promise<{ url: string }> {
  const server = createServer();
  onTestFinished(() => void server.close());
  server.listen(port, host);
  await once(server, "listening");
  return { url: `http://${host}:${(server.address() as AddressInfo).port}` };
}

const tempDir = () => mkdtempSync(join(tmpdir(), "holdfast-listen-"));
