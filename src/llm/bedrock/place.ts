/** What a base URL and a model name together say about where Bedrock is asked. */
export interface BedrockPlace {
  /** As it is requested: the model's id encoded once in its path, without `region`. */
  readonly url: URL;
  readonly region: string;
  /** A model id, or the ARN of an inference profile. */
  readonly model: string;
  readonly api: 'converse' | 'invoke';
  readonly streams: boolean;
}

const modelPath = /^(.*?)\/model\/(.+)\/(converse|converse-stream|invoke|invoke-with-response-stream)\/?$/;
const actionOnly = /^(.*?)\/(converse|converse-stream|invoke|invoke-with-response-stream)\/?$/;
const placeholder = /^\{\w+\}$/;
/** Public, FIPS, dual-stack and VPC endpoints. */
const regionInHost =
  /(?:^|\.)bedrock-runtime(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:vpce\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;

export const regionOf = (url: URL): string | null =>
  regionInHost.exec(url.hostname)?.[1] ?? (url.searchParams.get('region') || null);

/** The path of a base URL in its parts; `model` is null where it names none. */
function readPath({ pathname }: URL): { prefix: string; model: string | null; action: string } {
  const whole = modelPath.exec(pathname);
  if (whole) {
    const id = decode(whole[2] ?? '');
    return { prefix: whole[1] ?? '', model: placeholder.test(id) ? null : id, action: whole[3] ?? '' };
  }
  const short = actionOnly.exec(pathname);
  if (short) return { prefix: short[1] ?? '', model: null, action: short[2] ?? '' };
  return { prefix: pathname.replace(/\/+$/, ''), model: null, action: 'converse' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As AWS encodes a part of a path: everything but letters, digits and -._~ */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** What is missing to know where to ask; null when nothing is. */
export function placeProblem(url: URL, model: string | null): string | null {
  if (regionOf(url) === null)
    return 'names no AWS region: use https://bedrock-runtime.{region}.amazonaws.com, or add ?region={region} for a proxy or VPC endpoint';
  if (!readPath(url).model && !model)
    return 'names no model: give llm_config.model (a model id or the ARN of an inference profile), or …/model/{id}/converse';
  return null;
}

/**
 * A bare host, or one that ends in `/converse` or `/converse-stream`, is the Converse API; `/invoke` and
 * `/invoke-with-response-stream` are InvokeModel. A model in the path wins over `model`. Throws an Error that says
 * what is missing.
 */
export function bedrockPlace(baseUrl: string, model: string | null): BedrockPlace {
  const url = new URL(baseUrl);
  const problem = placeProblem(url, model);
  if (problem !== null) throw new Error(`base_url ${problem}`);
  const region = regionOf(url) as string;
  url.searchParams.delete('region');
  const path = readPath(url);
  const id = (path.model ?? model) as string;
  url.pathname = `${path.prefix}/model/${encode(id)}/${path.action}`;
  return {
    url,
    region,
    model: id,
    api: path.action.startsWith('invoke') ? 'invoke' : 'converse',
    streams: path.action.endsWith('stream'),
  };
}
