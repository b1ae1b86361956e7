import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { LedgerError } from "../ledger/ledger.ts";
import { type Problem, problem } from "../text/problem.ts";
import type { Log } from "./log.ts";
import { noteRefusal, routeOf } from "./requests.ts";
import { Unanswerable } from "./textJob.ts";
import { WorkFailed } from "./textWork.ts";

/** Which status a refusal has; what is not listed is 400. */
const STATUS: Readonly<Record<string, number>> = {
  "signed-out": 401,
  "not-allowed": 403,
  "not-yours": 403,
  "closed-for-comment": 403,
  "not-yet-open": 403,
  "cross-site": 403,
  "guests-off": 403,
  "has-left": 403,
  "name-missing": 403,
  "name-given": 403,
  "signed-in": 403,
  "link-used": 403,
  "link-expired": 403,
  "link-unknown": 403,
  "link-wrong-browser": 403,
  "person-unknown": 404,
  "session-unknown": 404,
  "provider-unknown": 404,
  "last-secretary": 409,
  "in-file": 409,
  "document-unknown": 404,
  "amendment-unknown": 404,
  "revision-unknown": 404,
  "entry-unknown": 404,
  "text-unknown": 404,
  "address-unknown": 404,
  "version-unknown": 404,
  withdrawn: 409,
  hidden: 409,
  "not-hidden": 409,
  signed: 409,
  resolved: 409,
  "not-resolved": 409,
  unanswered: 409,
  "edited-meanwhile": 409,
  "revision-old": 409,
  own: 403,
  "body-encoded": 415,
  "key-reused": 422,
  "too-many-requests": 429,
  "server-error": 500,
  "work-failed": 500,
  busy: 503,
  closing: 503,
  "provider-unavailable": 503,
  "ledger-unavailable": 503,
  "ledger-read-only": 503,
  "ledger-full": 507,
};

/** When it is worth to try again, where nobody knows better. */
const RETRY_SECONDS: Readonly<Record<number, string>> = { 429: "10", 503: "5" };

/** Sends a refusal as `{code, message, field?}`; of what only the operator can mend, with the number of the request. */
export function refuse(
  reply: FastifyReply,
  { code, message, field }: Problem,
  status = STATUS[code] ?? 400,
): FastifyReply {
  const retry = RETRY_SECONDS[status];
  if (retry && !reply.hasHeader("retry-after")) reply.header("retry-after", retry);
  noteRefusal(reply.request, code);
  const request = status >= 500 ? reply.request.id : undefined;
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(JSON.stringify({ code, message, field, request }));
}

/** Every error leaves the server as a problem a person understands; what only we can mend goes to the log. */
export function explainErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const found = explain(error, request);
    const isOurs = found.code === "server-error";
    if (isOurs || error instanceof LedgerError || error instanceof WorkFailed) {
      const cause = error.cause ? ` (${(error.cause as Error).message})` : "";
      log(`${request.method} ${routeOf(request)}: ${error.message}${cause}`, {
        event: "error",
        level: "error",
        request: request.id,
        code: found.code,
        ...(isOurs && error.stack && { stack: error.stack }),
      });
    }
    return refuse(reply, found, found.code === "body-too-long" ? 413 : undefined);
  });
}

/** What a record that cannot be read or written means to whoever asked: where on the disk is for the log. */
export function explainLedger({ code }: LedgerError): Problem {
  const why = LEDGER[code] ?? "The record cannot be written or read now";
  return problem(code, `${why}. Nothing was added; your text is kept. Try again later.`);
}

const LEDGER: Readonly<Record<string, string>> = {
  "ledger-full": "The disk of the server is full",
  "ledger-read-only":
    "The disk of the server failed, so that the record can be read but not added to until whoever runs it has mended that",
};

function explain(error: FastifyError, { id, routeOptions }: FastifyRequest): Problem {
  if (hasZodFastifySchemaValidationErrors(error)) return explainSchema(error);
  if (error instanceof LedgerError) return explainLedger(error);
  if (error instanceof Unanswerable) return error.problem;
  if (error instanceof WorkFailed) {
    if (error.code === "busy") return problem(error.code, error.message);
    return problem(
      error.code,
      "The work on these texts came to no end. Try again; if it fails again, tell whoever runs this server: its log says why.",
    );
  }
  const notJson = "The body must be JSON, with the content type application/json. Nothing was added.";
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return problem(
        "body-too-long",
        `What was sent is longer than ${printBytes(routeOptions.bodyLimit)}. Nothing was added; shorten it and send it again.`,
        { field: "body" },
      );
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
      return problem("not-json", notJson, { field: "body" });
  }
  if (error instanceof SyntaxError && error.statusCode === 400) return problem("not-json", notJson, { field: "body" });
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return problem("bad-request", error.message);
  }
  return problem(
    "server-error",
    `The server made a mistake; in its log it has the number ${id}. Your text is kept; try again.`,
  );
}

/** `64 kB`, `4 MB`: of limits, which are whole. */
function printBytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes / 1024} kB` : `${bytes / (1024 * 1024)} MB`;
}

interface SchemaIssue {
  instancePath: string;
  keyword: string;
  message: string;
  params: {
    keys?: string[];
    expected?: string;
    values?: unknown[];
    errors?: unknown[];
    note?: string;
    discriminator?: string;
    options?: string[];
  };
}

function explainSchema(error: FastifyError): Problem {
  const issues = error.validation as unknown as SchemaIssue[];
  const where = error.validationContext === "querystring" ? "query" : error.validationContext;
  const said = issues.map((issue) => explainIssue(issue, where ?? "body"));
  const first = said[0]!;
  const rest = said.length > 1 ? ` (and ${said.length - 1} more)` : "";
  return { ...first, message: `${first.message}${rest} Nothing was added.` };
}

function explainIssue({ instancePath, keyword, message, params }: SchemaIssue, where: string): Problem {
  const path = instancePath.split("/").filter(Boolean).join(".");
  const field = path || where;
  if (keyword === "unrecognized_keys") {
    const name = [path, params.keys?.[0]].filter(Boolean).join(".");
    return problem("unknown-field", `There is no field “${name}” here; leave it out.`, { field: name });
  }
  if (keyword === "invalid_type" && message.endsWith("received undefined")) {
    const what =
      where === "headers" ? `The header ${headerName(field)} is missing.` : `The field “${field}” is missing.`;
    return problem("field-missing", what, { field });
  }
  if (keyword === "invalid_type") {
    return problem("wrong-type", `“${field}” must be ${article(params.expected ?? "of another type")}.`, { field });
  }
  if (keyword === "invalid_union" && params.options) {
    return problem("wrong-value", `“${field}” must be one of: ${params.options.join(", ")}.`, { field });
  }
  if (keyword === "invalid_value" && params.values) {
    return problem("wrong-value", `“${field}” must be one of: ${params.values.join(", ")}.`, { field });
  }
  const text = message.startsWith("must") ? message : `is not as it should be: ${message.toLowerCase()}`;
  return problem("wrong-value", `“${where === "headers" ? headerName(field) : field}” ${text}.`, { field });
}

function headerName(field: string): string {
  return field.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function article(expected: string): string {
  const words: Record<string, string> = {
    int: "a whole number",
    number: "a number",
    string: "a text",
    object: "an object",
    array: "a list",
    boolean: "true or false",
  };
  return words[expected] ?? expected;
}
