import type { Block, ConfirmationDialog, KnownBlock } from '@slack/types';
import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { type ElementState, filledIn, type StateValues, stateOf, valueIn } from './element-state';

/** Where blocks are shown (a message, a modal, the Home tab): holds what was filled in and sends what was pressed. */
export interface SurfaceFace {
  values: StateValues;
  errors: Record<string, string>;
  set(blockId: string, actionId: string, state: ElementState): void;
  /** Resolves when the app has acknowledged or Slack has said why not. */
  send(blockId: string, actionId: string, value: unknown, state: StateValues): Promise<void>;
}

export const Surface = createContext<SurfaceFace>({ values: {}, errors: {}, set: () => {}, send: async () => {} });

/** Shows a confirm dialog; true when the person confirmed. */
export const Ask = createContext<(confirm: ConfirmationDialog) => Promise<boolean>>(async () => true);

export function useSurface(
  blocks: (KnownBlock | Block)[],
  errors: Record<string, string>,
  send: (blockId: string, actionId: string, value: unknown, state: StateValues) => Promise<void>,
): SurfaceFace {
  const [edits, setEdits] = useState<StateValues>({});
  const set = (blockId: string, actionId: string, state: ElementState) =>
    setEdits((old) => ({ ...old, [blockId]: { ...old[blockId], [actionId]: state } }));
  return { values: filledIn(blocks, edits), errors, set, send };
}

/** What every element gets from the block around it. */
export interface ElementProps<E> {
  element: E;
  blockId: string;
  /** Inside an `input` block: ids that tie label, hint and error to the control; `quiet` means that changes are not sent. */
  field?: { id: string; labelledBy: string; describedBy?: string; invalid: boolean; required: boolean; quiet: boolean };
}

interface ActiveElement {
  type: string;
  action_id?: string;
  confirm?: ConfirmationDialog;
}

/** An element's value and how to change or fire it, with its confirm dialog in between. */
export function useElement({ element, blockId, field }: ElementProps<ActiveElement>) {
  const surface = useContext(Surface);
  const ask = useContext(Ask);
  const [busy, setBusy] = useState(false);
  const actionId = element.action_id ?? '';
  const fire = async (value: unknown, state: StateValues = surface.values) => {
    if (busy) return;
    setBusy(true);
    await surface.send(blockId, actionId, value, state).finally(() => setBusy(false));
  };
  const agreed = async () => !element.confirm || (await ask(element.confirm));
  const keep = (value: unknown): StateValues => {
    const state = stateOf(element.type, value);
    surface.set(blockId, actionId, state);
    return { ...surface.values, [blockId]: { ...surface.values[blockId], [actionId]: state } };
  };
  return {
    busy,
    value: valueIn(surface.values[blockId]?.[actionId]),
    marks: { 'data-block-id': blockId, 'data-action-id': actionId },
    /** A press: nothing is kept. */
    press: async (value: unknown) => {
      if (await agreed()) await fire(value);
    },
    /** A change: kept, and sent unless the element stands in a quiet input block. */
    change: async (value: unknown) => {
      if (field?.quiet) return void keep(value);
      if (await agreed()) await fire(value, keep(value));
    },
    /** Typing: kept only; `fire` sends it. */
    keep,
    fire,
  };
}
