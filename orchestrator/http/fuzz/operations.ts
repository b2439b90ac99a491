import * as z from "zod";

export type JsonSchema = {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
};

type Parameter = { name: string; in: "path" | "query"; required: boolean; schema: JsonSchema };
type Described = {
  "x-access": string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema?: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema?: JsonSchema }> }>;
};
export type OpenApi = { paths: Record<string, Record<string, Described>> };

export type Operation = {
  method: string;
  path: string;
  access: string;
  parameters: Parameter[];
  body: { media: string; schema: JsonSchema } | undefined;
  /** Undefined where a success is not JSON. */
  reply: z.ZodType | undefined;
};

/** What the server says of itself, one entry for each method of each path. */
export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      access: described["x-access"],
      parameters: described.parameters,
      body: bodyOf(described),
      reply: replyOf(described),
    })),
  );
}

function bodyOf({ requestBody }: Described): Operation["body"] {
  const [entry] = Object.entries(requestBody?.content ?? {});
  return entry === undefined ? undefined : { media: entry[0], schema: entry[1].schema ?? {} };
}

function replyOf({ responses }: Described): z.ZodType | undefined {
  const [success] = Object.entries(responses).filter(([code]) => code.startsWith("2"));
  const schema = success?.[1].content?.["application/json"]?.schema;
  if (schema === undefined) return undefined;
  // Patterns are meant with the flag u, which is lost on the way back to zod; the server itself has checked them.
  const plain = JSON.stringify(schema, (key, value) =>
    key === "pattern" && typeof value === "string" ? undefined : value,
  );
  return z.fromJSONSchema(JSON.parse(plain));
}
