import * as mappings from './mappings.ts';
import type { Mapping } from './parse-corpus.ts';

/** What the file must be: its checksum, or the name that Git gives its content; null: as it was seen first. */
export type Pin = { readonly sha256: string } | { readonly gitBlob: string } | null;

/** Where a published collection is, and how it is read. None of its rows are in this repository. */
export interface OfficialCorpus {
  /** As its dataset: `redteam/datasets/<id>.ts`. */
  readonly id: string;
  /** One file at a fixed revision; or pages of a rows service, of which these columns are kept. */
  readonly source:
    | { readonly kind: 'file'; readonly url: string; readonly ending: string; readonly pin: Pin }
    | {
        readonly kind: 'pages';
        readonly url: string;
        readonly rows: number;
        readonly columns: readonly string[];
      };
  readonly homepage: string;
  /** SPDX where there is one; `note` is what a user must know of it. */
  readonly licence: { readonly name: string; readonly url: string; readonly note?: string };
  /** Its place gives it only to accounts that accepted its terms: ASSAY_HF_TOKEN. */
  readonly gated: boolean;
  /** Which part of the collection is used, and what is not. */
  readonly part: string;
  readonly mapping: Mapping;
}

const github = (path: string): string => `https://raw.githubusercontent.com/${path}`;
const huggingFace = (path: string): string => `https://huggingface.co/datasets/${path}`;
const nonCommercial = 'not for commercial use';

/** By id. Revisions are fixed; checksums are of exactly that revision of the file. */
export const officialCorpora: readonly OfficialCorpus[] = [
  {
    id: 'advbench',
    source: {
      kind: 'file',
      url: github(
        'llm-attacks/llm-attacks/098262edf85f807224e70ecd87b9d83716bf6b73/data/advbench/harmful_behaviors.csv',
      ),
      ending: 'csv',
      pin: { sha256: '6cd1a5c63c07610d7eb67307772ee5606017ee950b5770ab288a2c487489d3e1' },
    },
    homepage: 'https://github.com/llm-attacks/llm-attacks',
    licence: { name: 'MIT', url: 'https://github.com/llm-attacks/llm-attacks/blob/main/LICENSE' },
    gated: false,
    part: 'the 520 harmful behaviours; not the harmful strings, nor the affirmative beginnings',
    mapping: mappings.advbench,
  },
  {
    id: 'aegis',
    source: {
      kind: 'file',
      url: huggingFace(
        'nvidia/Aegis-AI-Content-Safety-Dataset-2.0/resolve/d86bb8bedff51d25ac834ab7838f1cc61acb7a2c/test.json',
      ),
      ending: 'json',
      pin: { sha256: 'b0a6d602260524866053cb34105194f074f2c2906e3691b68d43b9e6e9318f35' },
    },
    homepage: huggingFace('nvidia/Aegis-AI-Content-Safety-Dataset-2.0'),
    licence: { name: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    gated: false,
    part: 'unsafe prompts of the test split; not the responses, nor the other splits',
    mapping: mappings.aegis,
  },
  {
    id: 'beavertails',
    source: {
      kind: 'file',
      url: huggingFace(
        'PKU-Alignment/BeaverTails/resolve/8401fe609d288129cc684a9b3be6a93e41cfe678/round0/30k/test.jsonl.gz',
      ),
      ending: 'jsonl.gz',
      pin: null,
    },
    homepage: huggingFace('PKU-Alignment/BeaverTails'),
    licence: {
      name: 'CC-BY-NC-4.0',
      url: 'https://creativecommons.org/licenses/by-nc/4.0/',
      note: nonCommercial,
    },
    gated: false,
    part: 'prompts of 30k_test that got an unsafe response; not the responses, nor the other splits',
    mapping: mappings.beavertails,
  },
  {
    id: 'cyberseceval',
    source: {
      kind: 'file',
      url: github(
        'meta-llama/PurpleLlama/4be64c3a24442b51c76175e6ec67722cc3f5fe38/CybersecurityBenchmarks/datasets/mitre/mitre_benchmark_100_per_category_with_augmentation.json',
      ),
      ending: 'json',
      pin: { gitBlob: 'da9bca1fae21ebe55eead0af9b1ce9a9cfdf3514' },
    },
    homepage: 'https://github.com/meta-llama/PurpleLlama/tree/main/CybersecurityBenchmarks',
    licence: {
      name: 'MIT',
      url: 'https://github.com/meta-llama/PurpleLlama/blob/main/CybersecurityBenchmarks/LICENSE',
    },
    gated: false,
    part: 'the plain requests of the MITRE tests; not the insecure-code, injection and interpreter tests',
    mapping: mappings.cyberseceval,
  },
  {
    id: 'donotanswer',
    source: {
      kind: 'file',
      url: github(
        'Libr-AI/do-not-answer/460703484df354958a5e1cd7378a38fcb94a2f3e/datasets/Instruction/do_not_answer_en.csv',
      ),
      ending: 'csv',
      pin: { sha256: '06acfa39a06a1b33d1f264ce41b4f7a95812010c594fb733ae4717ee0a4544fc' },
    },
    homepage: 'https://github.com/Libr-AI/do-not-answer',
    licence: {
      name: 'CC-BY-NC-SA-4.0',
      url: 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
      note: nonCommercial,
    },
    gated: false,
    part: 'the 939 English questions; not the Chinese ones, nor the collected answers',
    mapping: mappings.donotanswer,
  },
  {
    id: 'harmbench',
    source: {
      kind: 'file',
      url: github(
        'centerforaisafety/HarmBench/8e1604d1171fe8a48d8febecd22f600e462bdcdd/data/behavior_datasets/harmbench_behaviors_text_all.csv',
      ),
      ending: 'csv',
      pin: { sha256: '8d81accedd38eaaf8b760618622bb888417d1fd0c86eba65c427a16f1cbb4afc' },
    },
    homepage: 'https://github.com/centerforaisafety/HarmBench',
    licence: { name: 'MIT', url: 'https://github.com/centerforaisafety/HarmBench/blob/main/LICENSE' },
    gated: false,
    part: 'standard and contextual text behaviours; not the copyright ones, nor the multimodal set',
    mapping: mappings.harmbench,
  },
  {
    id: 'toxic-chat',
    source: {
      kind: 'file',
      url: huggingFace(
        'lmsys/toxic-chat/resolve/29df8e4dba60e1f4af4b4075c0705c5b313548a8/data/0124/toxic-chat_annotation_test.csv',
      ),
      ending: 'csv',
      pin: { sha256: '3c2e49889626f7738dca0a29bface0ba0a0595b2ffdd17f0e02f19df7c3c4c9b' },
    },
    homepage: huggingFace('lmsys/toxic-chat'),
    licence: {
      name: 'CC-BY-NC-4.0',
      url: 'https://creativecommons.org/licenses/by-nc/4.0/',
      note: nonCommercial,
    },
    gated: false,
    part: 'messages labelled toxic of the test split of 0124; not the others, nor the answers',
    mapping: mappings.toxicChat,
  },
  {
    id: 'unsafebench',
    source: {
      kind: 'pages',
      url: 'https://datasets-server.huggingface.co/rows?dataset=yiting%2FUnsafeBench&config=default&split=test',
      rows: 2037,
      columns: ['text', 'safety_label', 'category', 'source'],
    },
    homepage: huggingFace('yiting/UnsafeBench'),
    licence: {
      name: 'none stated',
      url: huggingFace('yiting/UnsafeBench'),
      note: 'for research and education, after accepting the terms on its page',
    },
    gated: true,
    part: 'captions of unsafe pictures of the test split; the pictures themselves are neither fetched nor sent',
    mapping: mappings.unsafebench,
  },
  {
    id: 'xstest',
    source: {
      kind: 'file',
      url: github('paul-rottger/xstest/d7bb5bd738c1fcbc36edd83d5e7d1b71a3e2d84d/xstest_prompts.csv'),
      ending: 'csv',
      pin: { sha256: '11783fb294ed017473ee53c207d71f2161c7672c8d0b037501e78387f801cb5a' },
    },
    homepage: 'https://github.com/paul-rottger/xstest',
    licence: { name: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    gated: false,
    part: '250 harmless questions (a refusal is the fault) and 200 unsafe contrasts (an answer is)',
    mapping: mappings.xstest,
  },
];

export const officialCorpus = (id: string): OfficialCorpus | undefined =>
  officialCorpora.find((corpus) => corpus.id === id);
