import type { ComposerProps } from "./ComposerForm.tsx";
import { Later, type LaterPart, prepareLater } from "./Later.tsx";

const FORM: LaterPart<ComposerProps> = {
  what: "the field to write in",
  load: async () => (await import("./ComposerForm.tsx")).ComposerForm,
  isInSheet: true,
};

/** Where something is written. It is fetched when the page has come to rest: who only reads need not wait for it. */
export function Composer(props: ComposerProps) {
  return <Later part={FORM} props={props} />;
}

/** Fetches it, so that it opens with the press that asks for it, also without a network. */
export function prepareComposer(): Promise<void> {
  return prepareLater(FORM);
}
