import { EndpointError } from '../endpoint-error.ts';
import { isObject } from '../shapes.ts';

type Json = Readonly<Record<string, unknown>>;

/** One event of a stream: its name and its JSON. */
export interface StreamEvent {
  readonly name: string;
  readonly value: Json;
}

/** The HTTP status that each exception of a stream would have had (Bedrock API reference, ConverseStream). */
const exceptions: Readonly<Record<string, number>> = {
  throttlingException: 429,
  serviceUnavailableException: 503,
  internalServerException: 500,
  modelStreamErrorException: 424,
  modelTimeoutException: 408,
  validationException: 400,
};
/** A fault of the model in mid-sentence may pass, unlike the rest of the 4xx. */
const passing = new Set([408, 424, 429]);

/**
 * Reads a body of AWS event-stream frames (application/vnd.amazon.eventstream), both checksums of each frame checked.
 * Throws an `EndpointError` for damaged or cut frames, and for the exception that a stream ends with.
 */
export async function readFrames(
  bytes: Uint8Array,
  excerpt: (text: string) => string,
): Promise<StreamEvent[]> {
  const [{ EventStreamCodec }, { fromUtf8, toUtf8 }] = await Promise.all([
    import('@smithy/eventstream-codec'),
    import('@smithy/util-utf8'),
  ]);
  const codec = new EventStreamCodec(toUtf8, fromUtf8);
  const events: StreamEvent[] = [];
  for (const frame of split(bytes)) {
    let message: ReturnType<typeof codec.decode>;
    try {
      message = codec.decode(frame);
    } catch {
      throw damaged('a frame of the event stream is damaged: its checksum is wrong');
    }
    const header = (name: string) => String(message.headers[name]?.value ?? '');
    const text = toUtf8(message.body);
    const kind = header(':message-type');
    if (kind === 'exception') throw failure(header(':exception-type'), text, excerpt);
    if (kind === 'error') throw failure(header(':error-code'), header(':error-message'), excerpt);
    events.push(unwrap(header(':event-type'), parse(text)));
  }
  return events;
}

function split(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = at + 4 <= bytes.length ? view.getUint32(at) : 0;
    // A frame of the format has at least 16 bytes.
    if (length < 16 || at + length > bytes.length) throw damaged('the event stream ends within a frame');
    frames.push(bytes.subarray(at, at + length));
    at += length;
  }
  return frames;
}

/** InvokeModel wraps the model's own JSON in base64. */
function unwrap(name: string, value: Json): StreamEvent {
  if (name !== 'chunk' || typeof value.bytes !== 'string') return { name, value };
  return { name, value: parse(Buffer.from(value.bytes, 'base64').toString()) };
}

function parse(text: string): Json {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw damaged('an event of the stream is not JSON');
}

export const damaged = (message: string): EndpointError =>
  new EndpointError('network', message, { retry: 'later', billable: true });

function failure(type: string, text: string, excerpt: (text: string) => string): EndpointError {
  const status = exceptions[type] ?? 500;
  return new EndpointError('http', `the stream ended with ${type || 'an exception'}: ${excerpt(text)}`, {
    status,
    retry: passing.has(status) || status >= 500 ? 'later' : 'never',
    billable: true,
  });
}
