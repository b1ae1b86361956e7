import { daysBetween, isOpenForComment, type Step, stepsOf } from "../decide/amendment.ts";
import { printShortDay } from "../text/day.ts";
import type { Amendment } from "../text/document.ts";
import { tellCount } from "./tellThread.ts";

/** Where an amendment is, what comes next, and how long is left. */
export function TimeLine({ amendment, today }: { amendment: Amendment; today: string }) {
  return (
    <ol className="timeline" aria-label="Dates of this amendment">
      {stepsOf(amendment, today).map((step) => (
        <li key={step.name} data-when={step.when} aria-current={step.when === "now" ? "step" : undefined}>
          <span>{step.name}</span> <time dateTime={step.on}>{step.on ? printShortDay(step.on) : "day not known"}</time>
          {step.when === "now" && <b>{left(step, amendment, today)}</b>}
        </li>
      ))}
    </ol>
  );
}

function left(step: Step, amendment: Amendment, today: string): string | undefined {
  if (!isOpenForComment(amendment, today) || step.name !== "Open for comment") return undefined;
  const { closes } = amendment.comment;
  if (!closes) return "until it is decided";
  return daysLeft(today, closes);
}

/** `6 days left`. Calendar days. */
export function daysLeft(today: string, closes: string): string {
  const days = daysBetween(today, closes);
  return days === 0 ? "the last day" : `${tellCount(days, "day")} left`;
}
