import type { ArgTest, Place } from '../../rule.ts';

/** The argument is an object, a list or a function as written: it is not sent as text, or not run as text. */
export const structured: ArgTest = {
  any: [
    { arg: 0, shape: 'object' },
    { arg: 0, shape: 'list' },
    { arg: 0, shape: 'function' },
    // An event of a stream (text/event-stream), which no page shows as it is.
    { arg: 0, matches: /^(?:data|event|id|retry): ?/ },
  ],
};

/**
 * As above, or JSON as a whole. For answers that name no type of content: what begins with a brace, bracket or quote is
 * never taken for HTML (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type).
 */
export const structuredOrJson: ArgTest = { any: [structured, { arg: 0, named: 'JSON.stringify()' }] };

/** A text that is joined of parts of which one is neither constant nor a number. */
export const built = (arg: Place): ArgTest => ({
  all: [
    { arg, shape: 'built' },
    { arg, shape: 'open' },
  ],
});
