import { Component, lazy, type ReactNode, Suspense } from "react";

const Prose = lazy(() => import("./Prose.tsx").then(({ Prose }) => ({ default: Prose })));

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

/** Markdown; as plain words until its renderer is there, and if it cannot be had. */
export function LazyProse({ markdown }: { markdown: string }) {
  const plain = <div className="prose plain">{markdown}</div>;
  return (
    <PlainOnFailure key={markdown} plain={plain}>
      <Suspense fallback={plain}>
        <Prose markdown={markdown} />
      </Suspense>
    </PlainOnFailure>
  );
}
