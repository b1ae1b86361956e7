import { type FormEvent, useEffect, useRef, useState } from "react";
import { NameForm } from "./NameForm.tsx";
import { post, tellFailure } from "./post.ts";
import { nameMe, type SignInWays, useWholeMe } from "./useMe.ts";

interface Props {
  /** Path to come back to. */
  next: string;
  /** Somebody has a name here now, without leaving the page. */
  onDone: () => void;
}

/** What was written stays until the page is left; a mail address is kept nowhere else. */
const written = { mail: "" };

/** Every way to say who one is. */
export function SignIn({ next, onDone }: Props) {
  const me = useWholeMe();
  const [failure, setFailure] = useState<string>();
  if (!me) return <p role="status">Asking which ways there are…</p>;
  const { mail, providers, guests } = me.signIn;
  const goToProvider = async (provider: string) => {
    setFailure(undefined);
    try {
      const { url } = await post<{ url: string }>("/api/sign-in/provider", { provider, next });
      location.assign(url);
    } catch (error) {
      setFailure(tellFailure(error));
    }
  };
  return (
    <div className="sign-in">
      {providers.length > 0 && (
        <section aria-label="With an account you have">
          <div className="actions">
            {providers.map(({ id, name }) => (
              <button type="button" key={id} onClick={() => void goToProvider(id)}>
                Sign in with {name}
              </button>
            ))}
          </div>
          {failure && (
            <p className="refusal" role="alert">
              {failure}
            </p>
          )}
        </section>
      )}
      <ByMail mail={mail} next={next} />
      {guests && !me.person && <AsGuest onDone={onDone} />}
    </div>
  );
}

/** Asks for a link. The answer is the same for every address, so that nobody learns who is known here. */
function ByMail({ mail: way, next }: { mail: SignInWays["mail"]; next: string }) {
  const [mail, setMail] = useState(written.mail);
  const [sentTo, setSentTo] = useState<string>();
  const [complaint, setComplaint] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A sheet that opens to write something starts in its first field; a page is read first.
    if (field.current?.closest("dialog")) field.current.focus();
  }, []);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (!/^[^\s@]+@[^\s@]+$/.test(mail.trim())) return setComplaint("Give your mail address, such as ada@example.org.");
    setBusy(true);
    setComplaint(undefined);
    try {
      await post("/api/sign-in/mail", { mail: mail.trim(), next });
      setSentTo(mail.trim());
    } catch (error) {
      setComplaint(tellFailure(error));
    } finally {
      setBusy(false);
    }
  };
  if (sentTo !== undefined) {
    return (
      <section role="status">
        <h3>{way === "sent" ? "Look into your mail" : "Ask for your link"}</h3>
        <p>
          {way === "sent"
            ? `If ${sentTo} can receive mail, a link is on its way there.`
            : `This site has no mail server. The link for ${sentTo} is printed in the server’s log: ask whoever runs the site for it.`}{" "}
          Open it in this browser, within 15 minutes; it works once.
        </p>
        <p className="terms">You can go on reading and writing here meanwhile.</p>
        <button type="button" className="link" onClick={() => setSentTo(undefined)}>
          Ask for another link
        </button>
      </section>
    );
  }
  return (
    <form className="composer" onSubmit={(event) => void ask(event)} noValidate aria-label="Sign in by mail">
      <label>
        Your mail address
        <input
          ref={field}
          type="email"
          autoComplete="email"
          inputMode="email"
          value={mail}
          aria-invalid={complaint !== undefined}
          onChange={(event) => {
            setComplaint(undefined);
            written.mail = event.target.value;
            setMail(event.target.value);
          }}
        />
      </label>
      {complaint && (
        <p className="refusal" role="alert">
          {complaint}
        </p>
      )}
      <p className="terms">
        {way === "sent"
          ? "A link comes by mail. It is good for 15 minutes, once, in this browser. "
          : "This site has no mail server: the link is printed in the server’s log, for whoever runs the site to hand to you. It is good for 15 minutes, once, in this browser. "}
        Your address is shown to nobody but the secretary.
      </p>
      <div className="actions">
        <button type="submit" className="primary" disabled={isBusy}>
          {way === "sent" ? "Send me a link" : "Make a link"}
        </button>
      </div>
    </form>
  );
}

/** Only a name: enough to be heard, and counted apart. */
function AsGuest({ onDone }: { onDone: () => void }) {
  return (
    <NameForm
      what="Speak as a guest"
      heading="Or as a guest"
      terms="A guest only gives a name. Positions of guests are counted apart from those of people who signed in. Sign in later in this browser, and what you said here as a guest becomes yours."
      button="Speak as a guest"
      onName={(name) => nameMe(name).then(onDone)}
    />
  );
}
