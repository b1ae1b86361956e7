import type { ComposerProps } from "./ComposerForm.tsx";
import { Later, later } from "./Later.tsx";

export const COMPOSER = later<ComposerProps>({
  what: "the field to write in",
  load: async () => (await import("./ComposerForm.tsx")).ComposerForm,
  isInSheet: true,
});

/** Where something is written. It is fetched when the page has come to rest: who only reads need not wait for it. */
export function Composer(props: ComposerProps) {
  return <Later part={COMPOSER} props={props} />;
}
