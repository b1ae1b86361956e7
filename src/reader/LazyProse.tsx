import { Component, type ComponentType, type ReactNode, useEffect } from "react";
import { Store, useStore } from "./Store.ts";
import { Words } from "./Words.tsx";

/** The renderer once it is there, in a box: a store of a function would be called by React. */
const renderer = new Store<{ Prose?: ComponentType<{ markdown: string }> }>({});
let isLoading = false;

/** Fetches the renderer; called again after a failure, it tries again. */
export function loadProse(): void {
  if (isLoading || renderer.get().Prose) return;
  isLoading = true;
  import("./Prose.tsx")
    .then(
      ({ Prose }) => renderer.set({ Prose }),
      () => addEventListener("online", loadProse, { once: true }),
    )
    .finally(() => {
      isLoading = false;
    });
}

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
  const { Prose } = useStore(renderer);
  useEffect(loadProse, []);
  const plain = (
    <div className="prose plain">
      <Words of={markdown} />
    </div>
  );
  return (
    <PlainOnFailure key={markdown} plain={plain}>
      {Prose ? <Prose markdown={markdown} /> : plain}
    </PlainOnFailure>
  );
}
