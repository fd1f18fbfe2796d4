import type { Pile } from '../playground/demo/pile';
import type { Emit } from './line';

/** What a measure starts it puts on the pile, and what it finds it emits. */
export type Measure = (bench: { pile: Pile; emit: Emit }) => Promise<void>;
