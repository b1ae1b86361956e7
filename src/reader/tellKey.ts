const isApple = typeof navigator !== "undefined" && /Mac|iP(?:hone|ad|od)/.test(navigator.platform);

/** `Ctrl+B`; `⌘B` where that is the key. */
export const tellKey = (key: string): string => (isApple ? `⌘${key}` : `Ctrl+${key}`);
