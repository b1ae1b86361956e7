import { onTestFinished } from "vitest";

interface Heard {
  id?: string;
  event?: string;
  data?: string;
  retry?: string;
}

/** Listens to a live stream until the test has ended. */
export async function listen(url: string, headers: Record<string, string> = {}) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(url, { headers, signal: stop.signal });
  const heard: Heard[] = [];
  let isEnded = false;
  const reading = (async () => {
    let rest = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      rest += chunk;
      const blocks = rest.split("\n\n");
      rest = blocks.pop()!;
      for (const block of blocks) {
        heard.push(Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2))));
      }
    }
  })();
  reading
    .catch(() => {})
    .finally(() => {
      isEnded = true;
    });
  const named = (name: string) => heard.filter(({ event }) => event === name).map(({ data }) => JSON.parse(data!));
  return {
    response,
    heard,
    isEnded: () => isEnded,
    close: () => stop.abort(),
    hello: () => named("hello")[0],
    numbers: () => named("entry").map(({ seq }) => seq as number),
    stamps: () => named("library").map(({ stamp }) => stamp as string),
  };
}
