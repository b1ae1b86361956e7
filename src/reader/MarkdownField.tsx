import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { TEXT_LIMIT } from "../discuss/said.ts";
import { LazyProse } from "./LazyProse.tsx";
import { replacementFor, typeInto } from "./replacementFor.ts";
import { tellKey } from "./tellKey.ts";

interface Props {
  /** Of the field, for whoever cannot see it: `Your comment`. */
  label: string;
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
  id: string;
  isBad: boolean;
  onText: (text: string) => void;
}

/** A field for Markdown that grows with its text, with a preview, a line of help, and how much still fits. */
export function MarkdownField({ label, text, field, id, isBad, onText }: Props) {
  const [isPreview, setPreview] = useState(false);
  // Who is told that something is wrong with it has to see it.
  useEffect(() => {
    if (isBad) setPreview(false);
  }, [isBad]);
  const grow = useGrowth(field, text);
  const left = TEXT_LIMIT - text.length;
  return (
    <>
      <fieldset className="tabs" aria-label="Write or preview">
        <button type="button" aria-pressed={!isPreview} onClick={() => setPreview(false)}>
          Write
        </button>
        <button type="button" aria-pressed={isPreview} onClick={() => setPreview(true)}>
          Preview
        </button>
      </fieldset>
      {isPreview && (
        <div className="preview">{text.trim() ? <LazyProse markdown={text} /> : <p>Nothing written yet.</p>}</div>
      )}
      <textarea
        ref={field}
        id={id}
        className="grows"
        hidden={isPreview}
        aria-label={label}
        aria-describedby={`${id}-help`}
        aria-invalid={isBad}
        rows={4}
        value={text}
        onInput={grow}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
          const { selectionStart, selectionEnd, value } = event.currentTarget;
          const replacement = replacementFor(event.nativeEvent, value, selectionStart, selectionEnd);
          if (!replacement) return;
          event.preventDefault();
          typeInto(event.currentTarget, replacement);
        }}
      />
      <p className="help" id={`${id}-help`}>
        **bold** · *italic* · &gt; quote · - list · [words](https://…)
        <span className="help-keys"> · {tellKey("Enter")} posts</span>
      </p>
      {left < TEXT_LIMIT * 0.2 && (
        <p className="help length" role="status" data-over={left < 0 || undefined}>
          {left < 0
            ? `${-left} characters too many: ${TEXT_LIMIT} is the most.`
            : // In steps, or it would be read out with every letter.
              `${left < 200 ? left : Math.floor(left / 100) * 100} characters left`}
        </p>
      )}
    </>
  );
}

/** Lets a field grow where the browser does not do it by itself. */
function useGrowth(field: RefObject<HTMLTextAreaElement | null>, text: string): (() => void) | undefined {
  const isOwn = typeof CSS !== "undefined" && CSS.supports?.("field-sizing", "content");
  const grow = () => {
    const element = field.current;
    if (!element || isOwn) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 2}px`;
  };
  // Also when the text comes from another window.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it grows with the text
  useLayoutEffect(grow, [text]);
  return isOwn ? undefined : grow;
}
