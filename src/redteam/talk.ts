import type { Exchange } from '#src/core/attempt.ts';
import type { Chat, ChatAnswer, ChatMessage } from '#src/core/chat.ts';
import type { Random } from '#src/core/random.ts';
import type { MintedGoal, Shown } from './goal.ts';
import type { Opinion } from './stages/opinion.ts';
import type { Conversation, Reply } from './strategy.ts';

/** What a conversation needs from outside; everything in it is already bound to limits, budget and abort. */
export interface TalkTools {
  readonly chat: Chat;
  readonly signal: AbortSignal;
  readonly maxOutputTokens: number;
  readonly attacker: ((prompt: string) => Promise<string>) | null;
  /** Whether an exchange shows the goal. */
  readonly check: (exchange: Exchange) => Shown | null;
  /** What the later stages of the verdict say where nothing is shown; null: none of them has a say. */
  readonly opine: (exchange: Exchange) => Promise<Opinion | null> | null;
  readonly refused: (answer: ChatAnswer) => boolean;
}

/** An exchange, the conversation of the attempt it belongs to, and what it showed. */
export interface Spoken extends Exchange {
  readonly conversation: number;
  readonly shown: Shown | null;
  readonly opinion: Opinion | null;
}

/** Whether an exchange reached its goal, by proof or by the opinion of a stage that is trusted with it. */
export const crossed = ({ shown, opinion }: Spoken): boolean =>
  shown !== null || opinion?.outcome === 'vulnerable';

/** Calls that one question takes at most: the question, and two more once tools have returned something. */
export const toolRounds = 3;

/** One attempt's side of the table: keeps the history, writes down every exchange, judges each answer at once. */
export class Talk implements Conversation {
  readonly spoken: Spoken[] = [];
  readonly random: Random;
  readonly attacker: ((prompt: string) => Promise<string>) | null;
  private readonly opening: readonly ChatMessage[];
  private readonly goal: MintedGoal;
  private readonly tools: TalkTools;
  private messages: readonly ChatMessage[];
  private marks: number[] = [];
  private conversation = 0;
  /** Calls made in this conversation. */
  private asked = 0;

  constructor(goal: MintedGoal, systemPrompt: string | null, random: Random, tools: TalkTools) {
    const system = [systemPrompt, goal.context].filter(
      (part) => part !== undefined && part !== null && part !== '',
    );
    this.opening = system.length > 0 ? [{ role: 'system', content: system.join('\n\n') }] : [];
    this.messages = [...this.opening];
    this.goal = goal;
    this.random = random;
    this.tools = tools;
    this.attacker = tools.attacker;
  }

  get turns(): number {
    return this.marks.length;
  }

  get proven(): boolean {
    return this.spoken.some(crossed);
  }

  async ask(text: string): Promise<Reply> {
    const mark = this.messages.length;
    let answer = await this.exchange([...this.messages, { role: 'user', content: text }]);
    for (let round = 1; round < toolRounds && this.goesOn(answer); round++) {
      answer = await this.exchange(this.messages);
    }
    this.marks.push(mark);
    return { text: answer.text, refused: this.tools.refused(answer), proven: this.proven };
  }

  /** One call: sends the messages, writes the exchange down, judges it, and keeps the answer as history. */
  private async exchange(messages: readonly ChatMessage[]): Promise<ChatAnswer> {
    const { chat, signal, maxOutputTokens } = this.tools;
    const offered = this.asked++ === 0 ? this.goal.tools : (this.goal.laterTools ?? this.goal.tools);
    const answer = await chat({ messages, maxOutputTokens, ...(offered ? { tools: offered } : {}) }, signal);
    const exchange = { messages, answer };
    const shown = this.tools.check(exchange);
    const opinion = shown || this.tools.refused(answer) ? null : await this.tools.opine(exchange);
    this.spoken.push({ ...exchange, conversation: this.conversation, shown, opinion });
    this.messages = [...messages, ...answered(answer, this.goal.toolResults ?? {})];
    return answer;
  }

  /** Whether the model waits for what a tool returned. Without a result to show there is nothing to learn from it. */
  private goesOn({ toolCalls }: ChatAnswer): boolean {
    const { toolResults } = this.goal;
    return (
      toolResults !== undefined &&
      !this.proven &&
      toolCalls.some(({ name }) => Object.hasOwn(toolResults, name))
    );
  }

  rewind(): void {
    const mark = this.marks.pop();
    if (mark !== undefined) this.messages = this.messages.slice(0, mark);
  }

  restart(): void {
    this.messages = [...this.opening];
    this.marks = [];
    this.asked = 0;
    this.conversation++;
  }
}

/** The assistant's turn as history; every tool call is answered, as the protocol wants. */
function answered(answer: ChatAnswer, results: Readonly<Record<string, string>>): ChatMessage[] {
  const { text, toolCalls } = answer;
  if (toolCalls.length === 0) return [{ role: 'assistant', content: text }];
  return [
    { role: 'assistant', content: text, toolCalls },
    ...toolCalls.map(({ id, name }) => ({
      role: 'tool' as const,
      toolCallId: id,
      content: Object.hasOwn(results, name) ? results[name]! : '{"status":"ok"}',
    })),
  ];
}
