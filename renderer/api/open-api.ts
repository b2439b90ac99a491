import { useQuery } from "@tanstack/react-query";
import * as z from "zod";
import { getOpenApi } from "#contract/status";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

const parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean().default(false) });
const content = z.record(z.string(), z.object({ schema: z.unknown() }).partial());
const operation = z.object({
  summary: z.string(),
  "x-access": z.string(),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: content.optional() })),
});
const openApi = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });
export type Operation = z.infer<typeof operation> & { method: string; path: string };

/** Every operation that this core serves, as it describes itself. */
export const useOperations = () =>
  useQuery({
    queryKey: keys.openApi,
    queryFn: async (): Promise<Operation[]> => {
      const { paths } = openApi.parse(await call(getOpenApi, {}));
      return Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, one]) => ({ ...one, path, method: method.toUpperCase() })),
      );
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Sends a question that changes nothing, with the rights of whoever is signed in. */
export async function ask(address: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(address, { credentials: "same-origin" });
  return { status: answer.status, text: await answer.text() };
}
