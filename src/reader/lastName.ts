const KEPT = "openfloor-name";

/** The name that was given in this browser last. */
export const lastName = (): string => localStorage.getItem(KEPT) ?? "";

export function keepLastName(name: string): void {
  localStorage.setItem(KEPT, name);
}

export function forgetLastName(): void {
  localStorage.removeItem(KEPT);
}
