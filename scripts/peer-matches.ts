import type { PeerId } from './peers.ts';

/** Names of the same thing at others; a peer without it is left out. */
export type Same = Readonly<Partial<Record<PeerId, string>>>;

/**
 * Our strategies by id and what others call the same idea. A probe of garak that is an encoding or a template counts.
 * Not in here means not compared yet.
 */
export const sameStrategies: Readonly<Record<string, Same>> = {
  'ascii-art': { pyrit: 'AsciiArt' },
  'ascii-smuggling': {
    promptfoo: 'plug-in ascii-smuggling',
    garak: 'InjectUnicodeTagChars',
    pyrit: 'AsciiSmuggler',
  },
  ascii85: { garak: 'InjectAscii85' },
  atbash: { garak: 'InjectAtbash', pyrit: 'Atbash' },
  'authoritative-markup': { promptfoo: 'authoritative-markup-injection' },
  authority: { deepteam: 'AuthorityEscalation' },
  'bad-likert-judge': { promptfoo: 'jailbreak:likert', deepteam: 'BadLikertJudge' },
  base32: { garak: 'InjectBase32' },
  base64: { promptfoo: 'base64', garak: 'InjectBase64', pyrit: 'Base64', deepteam: 'Base64' },
  'best-of-n': { promptfoo: 'best-of-n' },
  bidi: { garak: 'badchars', pyrit: 'Bidi' },
  binary: { pyrit: 'Binary' },
  braille: { garak: 'InjectBraille', pyrit: 'Braille' },
  caesar: { pyrit: 'Caesar' },
  camelcase: { promptfoo: 'camelcase' },
  'character-space': { pyrit: 'CharacterSpace', deepteam: 'CharacterStream' },
  citation: { promptfoo: 'citation' },
  'code-chameleon': { pyrit: 'CodeChameleon' },
  'context-flooding': { deepteam: 'ContextFlooding' },
  crescendo: { promptfoo: 'crescendo', pyrit: 'CrescendoAttack', deepteam: 'CrescendoJailbreaking' },
  diacritics: { pyrit: 'Diacritic' },
  'emoji-smuggling': {
    promptfoo: 'emoji',
    garak: 'InjectUnicodeVariantSelectors',
    pyrit: 'VariationSelectorSmuggler',
  },
  'foot-in-the-door': { garak: 'fitd.FITD' },
  goat: { promptfoo: 'goat', garak: 'goat.GOATAttack' },
  hex: { promptfoo: 'hex', garak: 'InjectHex', pyrit: 'BinAscii' },
  homoglyph: { promptfoo: 'homoglyph', garak: 'smuggling.HomoglyphObfuscation', pyrit: 'UnicodeConfusable' },
  hydra: { promptfoo: 'jailbreak:hydra' },
  jailbreak: { promptfoo: 'jailbreak-templates', garak: 'dan', pyrit: 'TextJailbreak' },
  'json-embedding': { deepteam: 'EmbeddedInstructionJSON' },
  leetspeak: { promptfoo: 'leetspeak', garak: 'InjectLeet', pyrit: 'Leetspeak', deepteam: 'Leetspeak' },
  'many-shot': { pyrit: 'ManyShotJailbreakAttack' },
  'markdown-image': {},
  'math-prompt': { promptfoo: 'math-prompt', pyrit: 'MathPrompt', deepteam: 'MathProblem' },
  morse: { promptfoo: 'morse', garak: 'InjectMorse', pyrit: 'Morse' },
  nato: { garak: 'InjectNato', pyrit: 'Nato' },
  pair: { promptfoo: 'jailbreak', garak: 'tap.PAIR', pyrit: 'PAIRAttack', deepteam: 'LinearJailbreaking' },
  'past-tense': { garak: 'phrasing.PastTense', pyrit: 'Tense' },
  'payload-splitting': { pyrit: 'Decomposition' },
  persona: { garak: 'dan', deepteam: 'Roleplay' },
  'pig-latin': { promptfoo: 'piglatin' },
  plain: { promptfoo: 'basic', garak: 'no buff', pyrit: 'PromptSendingAttack', deepteam: 'no attack' },
  poetry: { deepteam: 'AdversarialPoetry' },
  'policy-puppetry': { garak: 'doctor.Puppetry', pyrit: 'PolicyPuppetry' },
  'prefix-injection': {},
  'refusal-suppression': {},
  reverse: { pyrit: 'Flip' },
  rot13: { promptfoo: 'rot13', garak: 'InjectROT13', pyrit: 'ROT13', deepteam: 'ROT13' },
  'skeleton-key': { promptfoo: 'jailbreak-templates', pyrit: 'SkeletonKeyAttack' },
  static: {},
  tap: { promptfoo: 'jailbreak:tree', garak: 'tap.TAP', pyrit: 'TAPAttack', deepteam: 'TreeJailbreaking' },
  url: { pyrit: 'Url' },
  vigenere: {},
  'word-split': {},
  zalgo: { garak: 'InjectZalgo', pyrit: 'Zalgo' },
  'zero-width': { garak: 'badchars', pyrit: 'ZeroWidth' },
};

/** Techniques of ours, as `<category>/<technique>`, where the same attack stands under one clear name at another. */
export const sameTechniques: Readonly<Record<string, Same>> = {
  'LLM01/indirect-document': {
    promptfoo: 'indirect-prompt-injection',
    garak: 'latentinjection',
    pyrit: 'garak.latent_injection',
    deepteam: 'IndirectInstruction',
  },
  'LLM01/direct-override': {
    promptfoo: 'hijacking',
    garak: 'promptinject',
    pyrit: 'garak.prompt_inject',
    deepteam: 'Robustness (hijacking)',
  },
  'LLM01/translation-smuggling': { garak: 'latentinjection.LatentInjectionTranslation*' },
  'LLM01/tool-poisoning': { promptfoo: 'mcp', deepteam: 'ToolMetadataPoisoning' },
  'LLM02/record-lookup': { promptfoo: 'pii:api-db', garak: 'propile', deepteam: 'PIILeakage' },
  'LLM02/training-data-recall': { garak: 'leakreplay' },
  'LLM02/divergence': {
    promptfoo: 'divergent-repetition',
    garak: 'divergence',
    pyrit: 'garak.divergence',
  },
  'LLM02/credential-request': {
    garak: 'apikey',
    pyrit: 'garak.api_key',
    deepteam: 'PromptLeakage (secrets)',
  },
  'LLM02/other-session': { promptfoo: 'cross-session-leak', deepteam: 'PIILeakage (session_leak)' },
  'LLM03/package-hallucination': { garak: 'packagehallucination', pyrit: 'garak.package_hallucination' },
  'LLM04/memory-poisoning': { promptfoo: 'agentic:memory-poisoning' },
  'LLM05/script-element': { garak: 'web_injection', pyrit: 'garak.web_injection' },
  'LLM05/image-exfiltration': { garak: 'web_injection.MarkdownImageExfil', pyrit: 'garak.web_injection' },
  'LLM05/sql-stacking': {
    promptfoo: 'sql-injection',
    garak: 'exploitation.SQLInjection*',
    pyrit: 'garak.exploitation',
    deepteam: 'SQLInjection',
  },
  'LLM05/shell-command': { promptfoo: 'shell-injection', deepteam: 'ShellInjection' },
  'LLM05/template-expression': {
    garak: 'exploitation.JinjaTemplatePythonInjection',
    pyrit: 'garak.exploitation',
  },
  'LLM05/terminal-escape': { garak: 'ansiescape', pyrit: 'AnsiAttack (converter)' },
  'LLM06/privilege-escalation': { promptfoo: 'rbac, bfla', deepteam: 'RBAC, BFLA' },
  'LLM06/destructive-call': { promptfoo: 'excessive-agency', deepteam: 'ExcessiveAgency' },
  'LLM06/data-exfiltration-call': { promptfoo: 'data-exfil' },
  'LLM07/direct-request': {
    promptfoo: 'prompt-extraction',
    garak: 'sysprompt_extraction',
    pyrit: 'airt.leakage',
    deepteam: 'PromptLeakage',
  },
  'LLM08/poisoned-chunk': { promptfoo: 'rag-poisoning' },
  'LLM08/verbatim-dump': { promptfoo: 'rag-document-exfiltration' },
  'LLM08/citation-spoofing': { promptfoo: 'rag-source-attribution' },
  'LLM09/fabricated-citation': { promptfoo: 'hallucination', deepteam: 'Hallucination' },
  'LLM09/false-premise': { promptfoo: 'overreliance', garak: 'misleading, snowball' },
  'LLM10/repetition': { promptfoo: 'divergent-repetition', garak: 'divergence.RepeatedToken' },
};

/** What others have and we have not, so far as known. Who, and what. Lines go when we have it. */
export const notHere: readonly (readonly [string, string])[] = [
  [
    'Pictures, sound, video and files',
    'Nothing but text is sent or read. PyRIT has converters for images, audio, video, PDF and Word; promptfoo has image, audio and video strategies and corpora of pictures (unsafebench, vlguard, vlsu); garak has audio, FigStep and file probes.',
  ],
  [
    'Attacks that need the weights',
    'No gradient or token-search suffixes. garak has GCG, BEAST and AutoDAN, also as cached suffixes; promptfoo and PyRIT have GCG.',
  ],
  [
    'Plug-ins by trade',
    'promptfoo has sets for medicine, pharmacy, finance, insurance, telecommunications, trade, real estate and teenagers (all but the last with its remote service). Here such rules are written as policies.',
  ],
  [
    'Harm by subject',
    'promptfoo (26 harmful plug-ins), deepteam (toxicity, bias, fairness, ethics, child protection) and PyRIT (airt scenarios) name subjects one by one. Here harm comes in through the datasets: requests taken on, which a token shows, or published rows, whose answers the harm detector or a judge reads.',
  ],
  [
    'Number of corpora',
    'PyRIT loads many more published collections, among them StrongREJECT, JailbreakBench, SORRY-Bench, WildGuardMix, OR-Bench, AILuminate and multilingual ones. Any of them can be read here from a file or an address, without a mapping of its own.',
  ],
  [
    'Corpora inside',
    'garak ships DAN prompts, DoNotAnswer, HarmBench and RealToxicityPrompts. Here published rows are fetched on demand and only seeds of our own are shipped.',
  ],
  [
    'Replay of training data',
    'garak completes masked passages of books and news (leakreplay) and asks for glitch tokens; here recall is asked for only by shape.',
  ],
  [
    'Classifiers of toxicity',
    'garak asks Perspective and several classifier models; PyRIT asks Azure Content Safety, Prompt Shields and ShieldGemma.',
  ],
  [
    'Agents as such',
    'deepteam has goal drift, agent identity and messages between agents; promptfoo has traces of coding agents in a sandbox and multi-input targets. Here an agent is seen through its answers and tool calls.',
  ],
  [
    'Named targets',
    'garak and promptfoo know many services by name. Here there is one provider per protocol; all else is an OpenAI-compatible URL, a template, a program or a page.',
  ],
  [
    'A simulated user',
    'promptfoo (mischievous-user, custom strategies in prose) lets a model play a user with a plan in words.',
  ],
  [
    'Adaptive choice of attacks',
    'PyRIT (adaptive scenarios) learns during a run which technique pays. Plans here are fixed beforehand, so that a seed reproduces a scan.',
  ],
  [
    'Attacking by hand',
    'PyRIT has a web UI in which a person sends prompts, changes them and scores the answers.',
  ],
];
