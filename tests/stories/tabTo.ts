import type { Reader } from "./reader.ts";

/** What has the focus, as a screen reader would name it. */
export function focused({ page }: Reader): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return "";
    const labels = "labels" in element ? ((element as HTMLInputElement).labels ?? []) : [];
    return (
      (element.getAttribute("aria-label") ?? Array.from(labels, ({ textContent }) => textContent).join(" ")) ||
      (element.textContent ?? "")
    );
  });
}

/** Presses Tab until something of this name has the focus. */
export async function tabTo(reader: Reader, name: RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < 80; count++) {
    await reader.page.keyboard.press(key);
    const now = await focused(reader);
    if (name.test(now)) return;
    passed.push(now.slice(0, 40));
  }
  throw new Error(`Tab never came to ${name}; it passed ${passed.join(" | ")}`);
}
