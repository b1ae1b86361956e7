/** What the marks of a redline mean. */
export function Legend() {
  return (
    <p className="legend">
      <ins data-legend="">put in</ins> <del data-legend="">struck</del> <mark>commented on</mark>{" "}
      <ins className="quiet" data-legend="">
        only renumbered or set differently
      </ins>
    </p>
  );
}
