import { Words } from "./Words.tsx";

/** The words something is about; of a long quotation the first lines. Right-to-left words keep their order. */
export function Quote({ of }: { of: string }) {
  return (
    <q className="quote" dir="auto">
      <Words of={of} />
    </q>
  );
}
