import { benchCompare } from "./compare.ts";
import { benchPage } from "./page.ts";
import { benchRecord } from "./record.ts";

/** How fast, each figure beside a reference in the same run. One after another: two at once would measure each other. */
const print = (line: string) => console.log(line);
await benchCompare(print);
await benchRecord(print);
await benchPage(print);
