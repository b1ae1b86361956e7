import { type ReactNode, useLayoutEffect, useRef } from "react";

interface Props {
  title: string;
  onClose: () => void;
  /** It was opened to write something: the first field takes the focus. */
  startsInField?: boolean;
  children: ReactNode;
}

/** A dialog from the lower edge on a phone, in the middle on a desk. Esc, the button and a tap beside it close it. */
export function Sheet({ title, onClose, startsInField, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the effects of what is inside: a composer that opens takes the focus for itself.
  useLayoutEffect(() => {
    const element = dialog.current!;
    if (!element.open) element.showModal();
    if (startsInField) element.querySelector<HTMLElement>("input, textarea")?.focus();
    return () => element.close();
  }, [startsInField]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself; the tap beside it is an extra
    <dialog
      ref={dialog}
      className="sheet"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="sheet-body">
        <header>
          <h2>{title}</h2>
          <button type="button" className="link" onClick={onClose}>
            Close
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
