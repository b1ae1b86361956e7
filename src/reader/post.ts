import { ask, NotNow, Refused } from "../ledger/remote.ts";
import { browser } from "./browser.ts";

/** Hands something to the server and reads its answer. @throws {Refused} The server's reason; else it could not be reached. */
export async function post<T>(url: string, body: object = {}): Promise<T> {
  const response = await ask(browser, url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (response.status === 204 ? {} : await response.json()) as T;
}

/** Why something failed, for whoever pressed the button. */
export function tellFailure(error: unknown): string {
  if (error instanceof Refused) return error.problem.message;
  if (error instanceof NotNow && error.problem) return tellProblem(error.problem);
  if (!navigator.onLine)
    return "This device has no network at the moment. Nothing was changed; try again when it is back.";
  return (error as Error).message;
}

/** With the number under which whoever runs the server finds it in the log. */
export function tellProblem({ message, request }: { message: string; request?: string }): string {
  return request && !message.includes(request) ? `${message} Request ${request}.` : message;
}
