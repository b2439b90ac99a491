import { expect, test } from "vitest";
import { startCoreProcess } from "./core-process.ts";

const program = (source: string) => startCoreProcess({ file: process.execPath, args: ["-e", source] });
const READY = `console.log("hello"); console.log('{"ready":true,"url":"http://127.0.0.1:1","agentId":null}');`;

test("the ready line gives the address, and closing stdin ends the core", async () => {
  const core = program(`${READY} process.stdin.resume(); process.stdin.on("end", () => process.exit(0));`);

  expect(await core.ready).toBe("http://127.0.0.1:1");
  await core.stop();

  expect(await core.ended).toBe("Holdfast's core ended with code 0.");
});

test("a core that ends before it is ready explains itself with its last fatal record", async () => {
  const record = { level: 60, msg: "The data folder /x cannot be written." };
  const core = program(`console.error("noise"); console.error(${JSON.stringify(JSON.stringify(record))});`);

  await expect(core.ready).rejects.toThrow("The data folder /x cannot be written.");
});

test("a fatal record with an error names the error", async () => {
  const record = { level: 60, msg: "Holdfast could not start", err: { message: "disk I/O error" } };
  const core = program(`console.error(${JSON.stringify(JSON.stringify(record))}); process.exit(1);`);

  expect(await core.ended).toBe("Holdfast could not start: disk I/O error");
});

test("a program that is not there is said to be so", async () => {
  const core = startCoreProcess({ file: "/nowhere/holdfast", args: [] });

  expect(await core.ended).toMatch(/could not be started: .*ENOENT/);
});
