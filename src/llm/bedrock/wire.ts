import type { ChatRequest } from '#src/core/chat.ts';
import type { RawAnswer } from '../providers/provider.ts';
import type { StreamEvent } from './frames.ts';

export type Json = Readonly<Record<string, unknown>>;

/** How one API, or one family of models behind InvokeModel, is spoken to. */
export interface Wire {
  /** Whether functions can be offered. */
  readonly tools: boolean;
  toBody(request: ChatRequest): Json;
  /** Null when the value does not have the shape. */
  read(value: Json): RawAnswer | null;
  /** Puts a stream together; null when its end is missing. */
  join(events: readonly StreamEvent[]): RawAnswer | null;
}
