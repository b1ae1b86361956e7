import { useState } from "react";
import { Link } from "wouter";
import type { Person } from "../discuss/person.ts";
import { printDay } from "../text/day.ts";
import { StandingTag } from "./Byline.tsx";
import { LeaveForm } from "./LeaveForm.tsx";
import { Loading } from "./Loading.tsx";
import { NameForm } from "./NameForm.tsx";
import { SessionList } from "./SessionList.tsx";
import { askToSignIn } from "./SignInSheet.tsx";
import { SignOut } from "./SignOut.tsx";
import { type Account, nameMe, useWholeMe } from "./useMe.ts";

/** Everything about oneself: name, standing, sessions, data, the way out. */
export function AccountPage() {
  const me = useWholeMe();
  const [hasLeft, setLeft] = useState(false);
  if (!me) return <Loading what="your account" onRetry={() => location.reload()} />;
  const { person, account } = me;
  if (hasLeft) {
    return (
      <main className="page home personal" id="text">
        <h1>You have left</h1>
        <p className="summary">
          Your sessions are ended, and nothing of yours is kept in this browser. You can go on reading.
        </p>
        <p className="actions">
          <Link href="/">All documents</Link>
        </p>
      </main>
    );
  }
  if (!person) {
    return (
      <main className="page home personal" id="text">
        <h1>Nobody is signed in here</h1>
        <p className="summary">Sign in to see your name, your standing, your sessions and what is kept about you.</p>
        <p className="actions">
          <button type="button" className="primary" onClick={askToSignIn}>
            Sign in
          </button>
        </p>
      </main>
    );
  }
  return (
    <main className="page home personal" id="text">
      <h1>Your account</h1>
      <p className="summary">
        You speak as <b>{person.name || "somebody without a name yet"}</b> <StandingTag {...person} />
        {person.affiliation && ` ${person.affiliation}`}.
      </p>
      <p className="actions">
        <SignOut />
        {person.standing === "secretary" && <Link href="/people">The list of people</Link>}
        <Link href="/who-may-do-what">Who may do what</Link>
      </p>
      <section>
        <h2>Your name</h2>
        {account?.isNameGiven ? (
          <p>
            The list of people gives your name as <b>{person.name}</b>. Ask the secretary to change it.
          </p>
        ) : (
          <Naming person={person} />
        )}
      </section>
      <section>
        <h2>Your standing</h2>
        <Standing person={person} account={account} />
      </section>
      <section>
        <h2>Where you are signed in</h2>
        <SessionList />
      </section>
      <section>
        <h2>Your data</h2>
        <p>
          Everything this site keeps about you, in one file: your name and address, your sessions, every word you said.
        </p>
        <p className="actions">
          <a className="button" href="/api/me/data" download="openfloor-my-data.json">
            Download my data
          </a>
        </p>
      </section>
      <section>
        <h2>Leave</h2>
        <LeaveForm onLeft={() => setLeft(true)} />
      </section>
    </main>
  );
}

function Naming({ person }: { person: Person }) {
  const [isKept, setKept] = useState(false);
  return (
    <>
      <NameForm
        what="Your name"
        name={person.name}
        terms="Public. It stands beside everything you have said and will say here."
        button="Keep this name"
        onName={(name) => nameMe(name).then(() => setKept(true))}
      />
      <p role="status">{isKept && "Kept."}</p>
    </>
  );
}

/** Why he has it, and what would change it. */
const SOURCES: Record<Account["standingFrom"], (account: Account) => string> = {
  provider: ({ provider }) => `${provider?.name ?? "Your provider"} said so when you last signed in there.`,
  file: ({ mail }) => `The secretary’s file of people has it beside ${mail ?? "your address"}.`,
  page: ({ mail }) => `The secretary’s list of people has it beside ${mail ?? "your address"}.`,
  appointed: () => "You opened the link the server printed at its start, and became the secretary.",
  none: ({ mail }) => `${mail ?? "Your address"} is not on the list of people. Should it be, ask the secretary.`,
};

function Standing({ person, account }: { person: Person; account?: Account }) {
  if (!person.isVerified || !account) {
    return (
      <>
        <p>
          You gave only a name in this browser, so you speak as a guest, and your positions are counted apart from those
          of people who signed in. When you sign in here, what you said becomes yours.
        </p>
        <p className="actions">
          <button type="button" className="primary" onClick={askToSignIn}>
            Sign in
          </button>
        </p>
      </>
    );
  }
  const { mail, provider, claimed } = account;
  return (
    <dl className="facts">
      <div>
        <dt>Standing</dt>
        <dd>
          <StandingTag {...person} /> {SOURCES[account.standingFrom](account)}
        </dd>
      </div>
      {mail && (
        <div>
          <dt>Mail address</dt>
          <dd>{mail}, shown to you and the secretary only</dd>
        </div>
      )}
      {provider && (
        <div>
          <dt>Provider</dt>
          <dd>{provider.name}</dd>
        </div>
      )}
      {claimed.length > 0 && (
        <div>
          <dt>Joined to you</dt>
          <dd>
            {claimed.map(({ id, name, at }) => (
              <p key={id}>
                What was said here as the guest <b>{name}</b>, on {printDay(at.slice(0, 10))}
              </p>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}
