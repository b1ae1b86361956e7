import { createTransport, type Transporter } from "nodemailer";
import type { Log } from "./log.ts";

export interface MailSettings {
  /** `smtps://user:secret@mail.example.org` */
  url: string;
  /** `Ferry Club <floor@example.org>` */
  from: string;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Waits before each further try; a link in a mail is of no use after a quarter of an hour. */
const WAITS_MS = [5_000, 30_000, 120_000];
/** Mails waiting at a time; a mail server that takes none must not fill the memory. */
const MOST_WAITING = 1000;
const ANSWER_MS = 20_000;

/**
 * Sends mails without anybody waiting for it. What cannot be sent is tried
 * again, then given up; the log says so and names no address.
 */
export class Mailer {
  readonly #transport: Transporter;
  readonly #from: string;
  readonly #log: Log;
  readonly #timers = new Set<NodeJS.Timeout>();
  #waiting = 0;
  #isClosed = false;

  constructor({ url, from }: MailSettings, log: Log) {
    this.#transport = createTransport({ ...transportOf(url), pool: true, maxConnections: 2 });
    this.#from = from;
    this.#log = log;
  }

  send(mail: Mail): void {
    if (this.#waiting >= MOST_WAITING) {
      this.#log("A mail was not sent: too many are waiting.", { event: "mail-dropped", level: "error" });
      return;
    }
    this.#waiting += 1;
    void this.#try(mail, 0);
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#transport.close();
    if (this.#waiting > 0) {
      this.#log(`${this.#waiting} mails were not sent before the stop.`, { event: "mail-dropped", level: "warn" });
    }
  }

  async #try({ to, ...mail }: Mail, tries: number): Promise<void> {
    try {
      await this.#transport.sendMail({
        ...mail,
        // As an object: a string would be read as a list of addresses with names.
        from: this.#from,
        to: { name: "", address: to },
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      this.#waiting -= 1;
    } catch (error) {
      if (this.#isClosed) return;
      const { code = "", responseCode = "" } = error as { code?: string; responseCode?: number };
      const wait = WAITS_MS[tries];
      // What a mail server says about it can name the address: only its codes are logged.
      const facts = { event: "mail-failed", level: wait === undefined ? "error" : "warn" } as const;
      const next = wait === undefined ? "It is given up" : `It is tried again in ${wait / 1000} s`;
      this.#log(`A mail could not be sent (${[code, responseCode].filter(Boolean).join(" ")}). ${next}.`, facts);
      if (wait === undefined) {
        this.#waiting -= 1;
        return;
      }
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.#try({ to, ...mail }, tries + 1);
      }, wait);
      timer.unref();
      this.#timers.add(timer);
    }
  }
}

/**
 * How to reach a mail server. To another machine only encrypted, with a
 * certificate that is valid; there is no setting against it.
 */
export function transportOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  const isHere = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && !isHere,
    ignoreTLS: isHere && !secure,
    tls: { rejectUnauthorized: true, minVersion: "TLSv1.2" as const },
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    logger: false,
  };
}
