import { useEffect, useRef, useState } from "react";
import { Store, useStore } from "./Store.ts";

const ACTIONS = {
  n: "nextChange",
  p: "previousChange",
  N: "nextThread",
  P: "previousThread",
  j: "nextClause",
  k: "previousClause",
  i: "more",
  c: "comment",
  r: "reply",
  "/": "search",
  "?": "help",
  Escape: "close",
} as const;

/** What the keys do; each is pressed alone, and only while no field has the focus. */
export type KeyActions = Partial<Record<(typeof ACTIONS)[keyof typeof ACTIONS], () => void>> & {
  /** A label was typed, and Enter. Only where this is given are labels listened for. */
  jump?: (label: string) => void;
};

const OFF = "openfloor-keys-off";

/** Single keys can be switched off: they get in the way of some assistive technology. */
export const areKeysOn = new Store(readSetting());

function readSetting(): boolean {
  return typeof localStorage === "undefined" || localStorage.getItem(OFF) === null;
}

export function setKeysOn(isOn: boolean): void {
  if (isOn) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
  areKeysOn.set(isOn);
}

/** What was typed so far of a label to jump to; it starts with a digit. */
const LABEL = /^\d[\d.]*(?:\([0-9a-zA-Z]*\)?)*$/;

/**
 * Listens for the product's keys.
 *
 * @returns The label that is being typed, to be shown.
 */
export function useKeys(actions: KeyActions): string {
  const isOn = useStore(areKeysOn);
  const [typed, setTyped] = useState("");
  const latest = useRef({ actions, typed });
  latest.current = { actions, typed };
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as HTMLElement;
      if (target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]"))
        return;
      const { actions, typed } = latest.current;
      const label = typed + event.key;
      if (actions.jump && event.key.length === 1 && LABEL.test(label)) {
        setTyped(label);
      } else if (event.key === "Enter" && typed) {
        setTyped("");
        actions.jump?.(typed);
      } else if (event.key === "Backspace" && typed) {
        setTyped(typed.slice(0, -1));
      } else {
        const name = ACTIONS[event.key as keyof typeof ACTIONS];
        const act = name && actions[name];
        if (typed) setTyped("");
        if (!act) return;
        act();
      }
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isOn]);
  return typed;
}
