import type { FastifyRequest } from "fastify";
import { type Problem, problem } from "../text/problem.ts";
import type { Shared } from "./handlers.ts";
import { networkOf } from "./limits.ts";

type Limiting = Pick<Shared, "settings" | "counters">;

/** Counts one more of a network. @returns Why that is too many. */
export async function whyTooMany(
  { settings, counters }: Limiting,
  request: FastifyRequest,
  name: "mailsByAddress" | "failedLinksByAddress",
  what: string,
): Promise<Problem | undefined> {
  if (settings.limits === "off") return undefined;
  const { isOver, waitSeconds } = await counters.take(`${name} ${networkOf(request.ip)}`, settings.limits[name]);
  if (!isOver) return undefined;
  return problem("too-many-requests", `${what} Try again in ${Math.ceil(waitSeconds / 60)} minutes.`);
}

/**
 * Whether one more mail may go to a mailbox. What one network asks for does not
 * keep the mailbox's owner, who is elsewhere, from his link; over all there is
 * a higher ceiling, or many could flood him.
 */
export async function mayMail(
  { settings, counters }: Limiting,
  request: FastifyRequest,
  mailbox: string,
): Promise<boolean> {
  const { limits } = settings;
  if (limits === "off") return true;
  const here = `${networkOf(request.ip)} for ${mailbox}`;
  const counts = [
    await counters.take(`mails a minute ${here}`, limits.mailsByMailboxAMinute),
    await counters.take(`mails an hour ${here}`, limits.mailsByMailboxAnHour),
    await counters.take(`mails a day ${here}`, limits.mailsByMailboxADay),
  ];
  if (counts.some(({ isOver }) => isOver)) return false;
  return !(await counters.take(`mails for ${mailbox}`, limits.mailsByMailbox)).isOver;
}
