/** Whoever is in a thread that is about to close is at it afterwards: what he pressed goes with its words. */
export function stayAtThread(seq: number): void {
  const thread = document.getElementById(`comment-${seq}`);
  if (thread?.contains(document.activeElement)) thread.focus({ preventScroll: true });
}
