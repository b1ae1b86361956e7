import { type RefObject, useRef, useState } from "react";
import { whyNotName } from "../discuss/name.ts";
import { tellStanding } from "../discuss/standing.ts";
import { keepLastName, lastName } from "./lastName.ts";
import { NameField } from "./NameField.tsx";
import { askToSignIn } from "./SignInSheet.tsx";
import { useWholeMe } from "./useMe.ts";

/** Under which name something is about to be said. */
export interface Speaker {
  /** Nobody has signed in here, or whoever has was never named. */
  isMissing: boolean;
  /** A name is enough: guests may speak, or somebody has signed in. */
  isNameEnough: boolean;
  /** It will stand there as what a guest says. */
  isGuest: boolean;
  name: string;
  setName: (name: string) => void;
  /** As others see him: `Ada Lovelace`, `director`. */
  known?: { name: string; standing: string };
  field: RefObject<HTMLInputElement | null>;
  /**
   * What keeps him from speaking, after having led him to where he can change it.
   *
   * @returns The sentence to show; nothing when he may speak.
   */
  refuse: () => string | undefined;
  /** The name to hand on with what he says; nothing where the server knows him. Keeps it for the next time. */
  takeName: () => string | undefined;
}

export function useSpeaker(): Speaker {
  const me = useWholeMe();
  const [name, setName] = useState(lastName);
  const field = useRef<HTMLInputElement>(null);
  const person = me?.person;
  // Until the server has answered, a name that was given here before will do.
  const isMissing = !person?.name && (me !== undefined || lastName() === "");
  const isNameEnough = person != null || (me?.signIn.guests ?? true);
  return {
    isMissing,
    isNameEnough,
    isGuest: !person?.isVerified,
    name,
    setName,
    known: person?.name
      ? { name: person.name, standing: tellStanding(person) }
      : isMissing
        ? undefined
        : { name, standing: "guest" },
    field,
    refuse() {
      if (!isMissing) return undefined;
      if (!isNameEnough) {
        askToSignIn();
        return "Sign in first. What you have written is kept on this device.";
      }
      const problem = whyNotName(name);
      if (problem) field.current?.focus();
      return problem?.message;
    },
    takeName() {
      if (person?.name) return undefined;
      if (isMissing) keepLastName(name.trim());
      return name.trim();
    },
  };
}

/** Asks who speaks, the same way wherever something is said; or says under which name it will stand. */
export function SpeakerField({ speaker, isBad, onChange }: { speaker: Speaker; isBad: boolean; onChange: () => void }) {
  const { isMissing, isNameEnough, isGuest, known } = speaker;
  const signIn = (words: string) => (
    <button type="button" className="link" onClick={askToSignIn}>
      {words}
    </button>
  );
  if (!isMissing) {
    return (
      <p className="terms">
        Public, under this name, kept for good: <b>{known?.name}</b> <span className="standing">{known?.standing}</span>
      </p>
    );
  }
  if (!isNameEnough) {
    return (
      <p className="terms">Public, under your name, kept for good. Nobody is signed in here. {signIn("Sign in")}</p>
    );
  }
  return (
    <>
      <NameField
        name={speaker.name}
        field={speaker.field}
        isBad={isBad}
        onName={(name) => {
          onChange();
          speaker.setName(name);
        }}
      />
      <p className="terms">
        Public, under this name, kept for good. {isGuest && <>You speak as a guest. {signIn("Sign in instead")}</>}
      </p>
    </>
  );
}
