import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface DialogProps {
  role: 'dialog' | 'alertdialog';
  labelledBy: string;
  describedBy?: string;
  look?: string;
  /** Changes when what is shown is another dialog, so that the focus starts anew. */
  identity: string;
  /** Another dialog lies over this one. */
  covered?: boolean;
  onClose(): void;
  children: ComponentChildren;
}

const REACHABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** A modal layer: holds the focus, closes with Escape, gives the focus back to what opened it. */
export function Dialog({ role, labelledBy, describedBy, look = '', identity, covered, onClose, children }: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Once the page behind is no longer inert.
      queueMicrotask(() => opener instanceof HTMLElement && opener.isConnected && opener.focus());
    },
    [opener],
  );
  useLayoutEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('[data-first-focus], .body input, .body select, .body textarea');
    // What the dialog says comes before its first field: never scrolled away.
    (first ?? box.current)?.focus({ preventScroll: true });
  }, [identity]);
  // A control that was replaced took the focus with it: keep it inside.
  useLayoutEffect(() => {
    if (!covered && box.current && !box.current.contains(document.activeElement)) box.current.focus();
  });
  const keys = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      return;
    }
    if (event.key !== 'Tab') return;
    const all = [...(box.current?.querySelectorAll<HTMLElement>(REACHABLE) ?? [])].filter((one) => one.offsetParent !== null);
    const [edge, other] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (document.activeElement === edge || (event.shiftKey && document.activeElement === box.current)) {
      event.preventDefault();
      other?.focus();
    }
  };
  return (
    <div class="veil" inert={covered}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the role is dialog or alertdialog */}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both take aria-modal */}
      <div
        ref={box}
        class={`dialog ${look}`}
        role={role}
        aria-modal="true"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        tabIndex={-1}
        onKeyDown={keys}
      >
        {children}
      </div>
    </div>
  );
}
