import { useCallback, useRef, useState } from 'preact/hooks';

export interface Toast {
  id: number;
  text: string;
  mood: 'plain' | 'bad';
}

const STAYS_MS = 6000;

export function useToasts() {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const count = useRef(0);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const say = useCallback(
    (text: string, mood: Toast['mood'] = 'plain') => {
      const id = ++count.current;
      setToasts((all) => [...all.slice(-2), { id, text, mood }]);
      setTimeout(() => dismiss(id), STAYS_MS);
    },
    [dismiss],
  );
  return { toasts, say, dismiss };
}

/** Short notices over everything else, also over a modal. */
export function Toasts({ toasts, onDismiss }: { toasts: Toast[]; onDismiss(id: number): void }) {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <p key={toast.id} class={`toast ${toast.mood}`}>
          {toast.text}
          <button type="button" class="tool" aria-label="Dismiss notice" onClick={() => onDismiss(toast.id)}>
            ✕
          </button>
        </p>
      ))}
    </div>
  );
}
