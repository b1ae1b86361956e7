import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A description of one way to ask at one address, as `/api/openapi.json` gives it. */
export interface Operation {
  method: string;
  /** With its parameters filled in: `/api/texts/0000…`. */
  path: string;
  /** As it is written down: `/api/texts/{hash}`. */
  template: string;
  body?: JsonSchema;
  query: string[];
}

export interface JsonSchema {
  $ref?: string;
  type?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: unknown;
  items?: JsonSchema;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  const?: unknown;
  enum?: unknown[];
  maxLength?: number;
}

interface Described {
  requestBody?: { content: { "application/json": { schema: JsonSchema } } };
  parameters?: { in: string; name: string }[];
}

/** Everything the server can be asked, read from its own description: a new address cannot be forgotten. */
export async function readInterface(address: string): Promise<{ operations: Operation[]; resolve: Resolve }> {
  const answer = await fetch(`${address}/api/openapi.json`);
  const { paths, components } = (await answer.json()) as {
    paths: Record<string, Record<string, Described>>;
    components?: { schemas?: Record<string, JsonSchema> };
  };
  const resolve: Resolve = (schema) =>
    schema.$ref ? (components?.schemas?.[schema.$ref.replace("#/components/schemas/", "")] ?? {}) : schema;
  const operations = Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      template,
      path: template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        /hash|before|after/.test(name) ? "0".repeat(64) : "x",
      ),
      body: described.requestBody?.content["application/json"].schema,
      query: (described.parameters ?? []).filter((one) => one.in === "query").map(({ name }) => name),
    })),
  );
  return { operations, resolve };
}

export type Resolve = (schema: JsonSchema) => JsonSchema;

/** Every schema inside a schema, itself first. */
export function schemasIn(schema: JsonSchema, resolve: Resolve, path = "body"): { path: string; schema: JsonSchema }[] {
  const found = resolve(schema);
  return [
    { path, schema: found },
    ...Object.entries(found.properties ?? {}).flatMap(([name, one]) => schemasIn(one, resolve, `${path}.${name}`)),
    ...[...(found.anyOf ?? []), ...(found.oneOf ?? []), ...(found.allOf ?? [])].flatMap((one, at) =>
      schemasIn(one, resolve, `${path}|${at}`),
    ),
    ...(found.items ? schemasIn(found.items, resolve, `${path}[]`) : []),
  ];
}

/** Addresses that the sources take posts at, read from the sources: also what the description hides. */
export function postsInSources(): string[] {
  const folder = join(import.meta.dirname, "../../src/server");
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  return sources.flatMap((source) =>
    [...source.matchAll(/\.(?:post|put|patch|delete)\(\s*"(\/[^"]*)"/g)].map(([, path]) => path!),
  );
}
