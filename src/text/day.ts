const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const DAY_AND_TIME = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** `8 April 2019`, of a calendar day. */
export const printDay = (on: string): string => DAY.format(Date.parse(`${on}T00:00:00Z`));

/** `8 Apr 2019`, of a calendar day. */
export const printShortDay = (on: string): string => SHORT_DAY.format(Date.parse(`${on}T00:00:00Z`));

/** `8 Apr 2019, 13:43`, of an instant, in the reader's own time. */
export const printDayAndTime = (at: string): string => DAY_AND_TIME.format(Date.parse(at));
