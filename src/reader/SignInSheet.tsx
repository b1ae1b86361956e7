import { Later, later } from "./Later.tsx";
import { returnPath } from "./returnPath.ts";
import { Sheet } from "./Sheet.tsx";
import { Store, useStore } from "./Store.ts";

const SIGN_IN = later<{ next: string; onDone: () => void }>({
  what: "the ways to sign in",
  load: async () => (await import("./SignIn.tsx")).SignIn,
  isInSheet: true,
});

/** One sheet for the whole site: a form must not stand within the form that asks for it. */
const isOpen = new Store(false);

/** Opens the sheet; what is being written stays where it is. */
export function askToSignIn(): void {
  isOpen.set(true);
}

export function SignInSheet() {
  const close = () => isOpen.set(false);
  if (!useStore(isOpen)) return null;
  return (
    <Sheet title="Sign in" onClose={close} startsInField>
      <Later part={SIGN_IN} props={{ next: returnPath(), onDone: close }} />
    </Sheet>
  );
}
