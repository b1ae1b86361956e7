import { linkToken } from "./linkToken.ts";
import { NameForm } from "./NameForm.tsx";
import { post } from "./post.ts";
import { useStore } from "./Store.ts";
import { haveChanged } from "./useMe.ts";

/** Where the link of the first start leads: whoever opens it keeps the list of people from then on. */
export function AppointSecretary() {
  const token = useStore(linkToken);
  if (token === undefined) {
    return (
      <>
        <h1>Open the link from the server’s log</h1>
        <p className="summary">
          This page needs all of it. The server prints one at each start, as long as there is no secretary.
        </p>
      </>
    );
  }
  const take = async (name: string) => {
    await post("/api/secretary", { token, name });
    linkToken.set(undefined);
    await haveChanged().catch(() => {}); // Asked again by the page one goes on to.
    location.replace("/people");
  };
  return (
    <>
      <h1>Become the secretary of this site</h1>
      <p className="summary">
        The secretary keeps the list of people: who is a director, who a member. The link works once; whoever has it can
        take it.
      </p>
      <NameForm
        what="Become the secretary"
        terms="Public, beside everything you say here. Put your mail address on the list of people next, so that you can sign in again from elsewhere."
        button="Become the secretary"
        isPrimary
        onName={take}
      />
    </>
  );
}
