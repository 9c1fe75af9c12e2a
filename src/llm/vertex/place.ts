/** Which API of Vertex AI is asked, and where. */
export interface VertexPlace {
  readonly url: URL;
  /** gemini: generateContent; openai: the chat completions of Vertex's own gateway, which names the model in the body. */
  readonly api: 'gemini' | 'openai';
  readonly streams: boolean;
  readonly model: string | null;
}

const generate = /\/models\/[^/]+:(generateContent|streamGenerateContent)$/;
const chat = /\/endpoints\/openapi(\/chat\/completions)?$/;
const modelName = /^[\w.@-]+$/;

/** The location of a regional host, "global" for the one without. */
function locationOf(url: URL): string | null {
  const given = url.searchParams.get('location');
  if (given) return given;
  const host = /^(?:([a-z0-9-]+)-)?aiplatform\.googleapis\.com$/.exec(url.hostname);
  return host ? (host[1] ?? 'global') : null;
}

const pathOf = ({ pathname }: URL): string => pathname.replace(/\/+$/, '');

/** What is missing to know where to ask, whatever the credentials add; null when nothing is. */
export function placeProblem(url: URL, model: string | null): string | null {
  const path = pathOf(url);
  if (generate.test(path)) return null;
  if (chat.test(path))
    return model ? null : 'names no model: give llm_config.model, such as google/gemini-2.5-flash';
  if (path !== '')
    return 'is no address of Vertex AI: use a bare host, …/models/{model}:generateContent, or …/endpoints/openapi/chat/completions';
  if (locationOf(url) === null)
    return 'names no location: use https://{location}-aiplatform.googleapis.com, or add ?location={location}';
  if (!model || !modelName.test(model))
    return 'names no model: give llm_config.model, such as gemini-2.5-flash';
  return null;
}

/** Reads an address; `project` is what the key says, where the address does not. Throws an Error with what is missing. */
export function vertexPlace(baseUrl: string, model: string | null, project: string | undefined): VertexPlace {
  const url = new URL(baseUrl);
  const problem = placeProblem(url, model);
  if (problem !== null) throw new Error(`base_url ${problem}`);
  const location = locationOf(url);
  const owner = url.searchParams.get('project') || project;
  url.searchParams.delete('location');
  url.searchParams.delete('project');
  const path = pathOf(url);
  if (chat.test(path)) {
    url.pathname = path.replace(chat, '/endpoints/openapi/chat/completions');
    return { url, api: 'openai', streams: false, model };
  }
  url.pathname = generate.test(path) ? path : bareHostPath(owner, location, model);
  const streams = url.pathname.endsWith(':streamGenerateContent');
  if (streams) url.searchParams.set('alt', 'sse');
  return { url, api: 'gemini', streams, model };
}

function bareHostPath(project: string | undefined, location: string | null, model: string | null): string {
  if (!project)
    throw new Error('no project: add ?project={project} to base_url, or give a key that belongs to one');
  const names = [project, location ?? '', model ?? ''].map(encodeURIComponent);
  return `/v1/projects/${names[0]}/locations/${names[1]}/publishers/google/models/${names[2]}:generateContent`;
}
