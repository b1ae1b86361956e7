import { cleanup, render } from "@testing-library/react";
import type { ReactElement } from "react";
import { afterEach } from "vitest";

afterEach(cleanup);

// jsdom knows the element and its `open`, but opens no dialog.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
};

// It has no screen to bring something into.
Element.prototype.scrollIntoView ??= () => {};

/** Draws one component on an empty page. */
export function draw(element: ReactElement) {
  return render(element);
}
