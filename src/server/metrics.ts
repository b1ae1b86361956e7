import { monitorEventLoopDelay } from "node:perf_hooks";

type Labels = Readonly<Record<string, string>>;
/** One line of what is printed: a number with its labels. */
type Sample = readonly [name: string, labels: Labels, value: number];

/** Upper bounds in seconds: what people notice lies between a tenth and a few. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What is counted and measured, in the text format that Prometheus reads. */
export class Metrics {
  readonly #families: { head: string; samples(): Promise<Sample[]> | Sample[] }[] = [];
  readonly #delay = monitorEventLoopDelay({ resolution: 10 });

  constructor() {
    this.#delay.enable();
    this.gauge("process_resident_memory_bytes", "Memory of the process.", () => process.memoryUsage.rss());
    this.gauge("nodejs_heap_size_used_bytes", "Memory of its objects.", () => process.memoryUsage().heapUsed);
    this.gauge("process_start_time_seconds", "When it was started.", () => Date.now() / 1000 - process.uptime());
    this.#add("nodejs_eventloop_lag_seconds", "gauge", "How late it was since this was last asked.", (name) => {
      const at = (quantile: number) => this.#delay.percentile(quantile * 100) / 1e9;
      const lags: Sample[] = [0.5, 0.99, 1].map((quantile) => [name, { quantile: String(quantile) }, at(quantile)]);
      this.#delay.reset();
      return lags;
    });
  }

  /** @param read What is not known at the moment is left out. */
  gauge(name: string, help: string, read: () => number | undefined | Promise<number | undefined>): void {
    this.#add(name, "gauge", help, async () => {
      const value = await read();
      return value === undefined ? [] : [[name, {}, value]];
    });
  }

  /** @param first Labels that are printed with 0 before anything was counted. @returns A function that counts one more. */
  counter(name: string, help: string, first: readonly Labels[] = []): (labels?: Labels) => void {
    const counts = new Map<string, [string, Labels, number]>();
    const find = (labels: Labels) => {
      const key = printLabels(labels);
      const count = counts.get(key) ?? [name, labels, 0];
      counts.set(key, count);
      return count;
    };
    first.forEach(find);
    this.#add(name, "counter", help, () => [...counts.values()]);
    return (labels = {}) => {
      find(labels)[2] += 1;
    };
  }

  /** @returns A function that adds how long something took. */
  histogram(name: string, help: string): (labels: Labels, seconds: number) => void {
    const all = new Map<string, { labels: Labels; within: number[]; count: number; sum: number }>();
    this.#add(name, "histogram", help, () =>
      [...all.values()].flatMap(({ labels, within, count, sum }): Sample[] => [
        ...BOUNDS.map((bound, at): Sample => [`${name}_bucket`, { ...labels, le: String(bound) }, within[at]!]),
        [`${name}_bucket`, { ...labels, le: "+Inf" }, count],
        [`${name}_sum`, labels, sum],
        [`${name}_count`, labels, count],
      ]),
    );
    return (labels, seconds) => {
      const key = printLabels(labels);
      const one = all.get(key) ?? { labels, within: BOUNDS.map(() => 0), count: 0, sum: 0 };
      all.set(key, one);
      BOUNDS.forEach((bound, at) => {
        if (seconds <= bound) one.within[at]! += 1;
      });
      one.count += 1;
      one.sum += seconds;
    };
  }

  async print(): Promise<string> {
    const printed = this.#families.map(async ({ head, samples }) => {
      const lines = (await samples()).map(([name, labels, value]) => `${name}${printLabels(labels)} ${value}\n`);
      return head + lines.join("");
    });
    return (await Promise.all(printed)).join("");
  }

  close(): void {
    this.#delay.disable();
  }

  #add(name: string, type: string, help: string, samples: (name: string) => Promise<Sample[]> | Sample[]): void {
    this.#families.push({ head: `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`, samples: () => samples(name) });
  }
}

/** Values are ours (routes, methods, statuses) or may hold quotes and line ends of others. */
function printLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
