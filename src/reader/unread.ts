import type { RecordShown } from "./useRecord.ts";

/** What the reader has not read yet on this device. */
export interface Unread {
  /** Numbers of comments and replies of others. Those of the open thread stay in it until it is closed. */
  seqs: ReadonlySet<number>;
  /** The newest number of the record when the reader was last here. */
  since: number;
  readAll: () => void;
}

export interface FindUnreadProps {
  record: RecordShown;
  document: string;
  amendment?: string;
  /** Number of the open thread: what is in it is read. */
  active?: number;
  onUnread: (unread: Unread) => void;
}

/** Until it is known. */
export const ALL_READ: Unread = { seqs: new Set(), since: 0, readAll: () => {} };
