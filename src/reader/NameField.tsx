import type { Ref } from "react";

interface Props {
  name: string;
  onName: (name: string) => void;
  isBad?: boolean;
  field?: Ref<HTMLInputElement>;
  readOnly?: boolean;
}

/** The name somebody speaks under, wherever it is asked for. */
export function NameField({ name, onName, isBad, field, readOnly }: Props) {
  return (
    <label className="name">
      Your name
      <input
        ref={field}
        autoComplete="name"
        value={name}
        readOnly={readOnly}
        aria-invalid={isBad ?? false}
        onChange={(event) => onName(event.target.value)}
      />
    </label>
  );
}
