/** The person an id of the record belongs to now: what one said as a guest is one's own after signing in. */
export type AuthorOf = (by: string) => { id: string } | undefined;

/** One id for everything a person is known by; for somebody unknown, the one he spoke under. */
export const authorId = (by: string, authorOf: AuthorOf): string => authorOf(by)?.id ?? by;
