import type { Framework } from '../../rule.ts';

const only = [
  'code-injection',
  'command-injection',
  'sql-injection',
  'xss',
  'ssrf',
  'path-traversal',
  'template-injection',
  'open-redirect',
];

/** What a language model answers is written by whoever wrote the prompt's contents (OWASP LLM05:2025). */
export const languageModels: Framework = {
  id: 'language-models',
  title: 'Answers of language models',
  description:
    'Answers of models that reach code, commands, SQL or markup: OpenAI, Anthropic, Vercel AI, LangChain, Google.',
  languages: ['javascript', 'typescript'],
  types: [
    { result: '{openai,openai.OpenAI,openai.AzureOpenAI,openai.OpenAIApi}()', is: 'openai()' },
    { result: '{@anthropic-ai/sdk,@anthropic-ai/sdk.Anthropic}()', is: 'anthropic()' },
  ],
  sources: [
    {
      call: 'openai().{chat.completions.create,completions.create,responses.create,beta.chat.completions.parse,chat.completions.parse,createChatCompletion,createCompletion}',
      what: 'answer of a model',
      for: only,
    },
    {
      call: 'anthropic().{messages.create,completions.create,messages.stream}',
      what: 'answer of a model',
      for: only,
    },
    { call: 'ai.{generateText,generateObject,streamText}', what: 'answer of a model', for: only },
    { call: '{@langchain/**,langchain/**}.{invoke,call,predict,run}', what: 'answer of a model', for: only },
    {
      call: '{@google/generative-ai,@google/genai}.**.{generateContent,sendMessage}',
      what: 'answer of a model',
      for: only,
    },
    {
      call: '{ollama.chat,ollama.generate,ollama.default.chat,cohere-ai.**.{chat,generate},@mistralai/mistralai.**.complete,groq-sdk().chat.completions.create}',
      what: 'answer of a model',
      for: only,
    },
  ],
  examples: [
    {
      class: 'code-injection',
      bad: `import OpenAI from 'openai';
const client = new OpenAI();
export async function solve(question) {
  const answer = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: question }] });
  return eval(answer.choices[0].message.content); // FLAW
}`,
      good: `import OpenAI from 'openai';
const client = new OpenAI();
export async function solve(question) {
  const answer = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: question }] });
  return Number.parseFloat(answer.choices[0].message.content);
}`,
    },
    {
      class: 'command-injection',
      bad: `const Anthropic = require('@anthropic-ai/sdk');
const { exec } = require('child_process');
const client = new Anthropic();
exports.act = async (messages) => {
  const answer = await client.messages.create({ model: 'm', max_tokens: 100, messages });
  exec(answer.content[0].text); // FLAW
};`,
      good: `const Anthropic = require('@anthropic-ai/sdk');
const client = new Anthropic();
exports.act = async (messages) => {
  const answer = await client.messages.create({ model: 'm', max_tokens: 100, messages });
  return answer.content[0].text;
};`,
    },
  ],
};
