import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import * as z from "zod";
import type { Fetch } from "#contract/call";

const answer = z.object({ status: z.number(), body: z.string() });

const PROGRAM = `
  const [url, init] = JSON.parse(await new Response(process.stdin).text());
  const reply = await fetch(url, init);
  process.stdout.write(JSON.stringify({ status: reply.status, body: await reply.text() }));
`;

/** A fetch that is made where a core runs: its loopback address is that of its own network. */
export function fetchWithin(within: string[] | undefined): Fetch {
  if (within === undefined) return fetch;
  return async (url, { method, headers, body }) => {
    const [program = "", ...args] = [...within, process.execPath, "--input-type=module", "-e", PROGRAM];
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
    child.stdin.end(JSON.stringify([url, { method, headers, ...(body !== undefined && { body }) }]));
    const reply = answer.parse(JSON.parse(await text(child.stdout)));
    return {
      ok: reply.status >= 200 && reply.status < 300,
      status: reply.status,
      headers: { get: () => null },
      text: async () => reply.body,
    };
  };
}
