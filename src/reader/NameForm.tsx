import { type FormEvent, type ReactNode, useState } from "react";
import { whyNotName } from "../discuss/name.ts";
import { keepLastName, lastName } from "./lastName.ts";
import { NameField } from "./NameField.tsx";
import { tellFailure } from "./post.ts";

interface Props {
  /** For people who listen: `Speak as a guest`. */
  what: string;
  name?: string;
  heading?: string;
  /** What the name means here. */
  terms: ReactNode;
  button: string;
  isPrimary?: boolean;
  onName: (name: string) => Promise<unknown>;
}

/** Asks for a name and hands it on; what is wrong with it is said beside it. */
export function NameForm({ what, heading, terms, button, isPrimary, onName, ...given }: Props) {
  const [name, setName] = useState(given.name ?? lastName);
  const [complaint, setComplaint] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const take = async (event: FormEvent) => {
    event.preventDefault();
    const problem = whyNotName(name);
    if (problem) return setComplaint(problem.message);
    setBusy(true);
    try {
      keepLastName(name.trim());
      await onName(name.trim());
    } catch (error) {
      setComplaint(tellFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="composer" onSubmit={(event) => void take(event)} aria-label={what}>
      {heading && <h3>{heading}</h3>}
      <NameField
        name={name}
        isBad={complaint !== undefined}
        onName={(written) => {
          setComplaint(undefined);
          setName(written);
        }}
      />
      {complaint && (
        <p className="refusal" role="alert">
          {complaint}
        </p>
      )}
      <p className="terms">{terms}</p>
      <div className="actions">
        <button type="submit" className={isPrimary ? "primary" : undefined} disabled={isBusy}>
          {button}
        </button>
      </div>
    </form>
  );
}
