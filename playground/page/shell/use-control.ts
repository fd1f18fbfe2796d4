import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ControlState } from '../../demo/control-api';
import { fetchControl } from './api';

const EVERY_MS = 2000;

/** The control panel's state, asked every two seconds while the page is in sight. */
export function useControl() {
  const [state, setState] = useState<ControlState>();
  const refresh = useCallback(async () => setState(await fetchControl()), []);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return { state, refresh };
}
