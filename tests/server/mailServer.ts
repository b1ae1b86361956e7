import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";

/** One mail, as it came. */
export interface Received {
  from: string;
  to: string[];
  words: string;
}

/** A real mail server, which keeps what it gets. */
export async function startMailServer({ refuses = 0 } = {}) {
  const received: Received[] = [];
  let left = refuses;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _, done) {
      if (left-- > 0) return done(Object.assign(new Error(`<${address}> is unknown here`), { responseCode: 450 }));
      done();
    },
    onData(stream, { envelope }, done) {
      let words = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        words += chunk;
      });
      stream.on("end", () => {
        const { mailFrom, rcptTo } = envelope;
        received.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), words });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  return { received, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

/** The token in the link of a mail. */
export function tokenIn({ words }: Received): string {
  return /\/sign-in\/link#([\w.-]{50,})/.exec(decode(words))![1]!;
}

/** Without the soft line ends and the like that mail puts in. */
export const decode = (words: string) => words.replace(/=\r\n/g, "").replace(/=3D/g, "=");
