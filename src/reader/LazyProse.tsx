import { Component, type ReactNode } from "react";
import { Later, later } from "./Later.tsx";
import { Words } from "./Words.tsx";

export const PROSE = later<{ markdown: string }>({
  what: "bold, lists and links",
  load: async () => (await import("./Prose.tsx")).Prose,
  isExtra: true,
});

/** Shows the plain words if drawing them fails: one bad comment must not take the page down. */
class PlainOnFailure extends Component<{ plain: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? this.props.plain : this.props.children;
  }
}

/** Markdown; as plain words until its renderer is there, and while it cannot be had. */
export function LazyProse({ markdown }: { markdown: string }) {
  const plain = (
    <div className="prose plain">
      <Words of={markdown} />
    </div>
  );
  return (
    <PlainOnFailure key={markdown} plain={plain}>
      <Later part={PROSE} props={{ markdown }} meanwhile={plain} />
    </PlainOnFailure>
  );
}
