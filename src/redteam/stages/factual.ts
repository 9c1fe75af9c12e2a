import type { Exchange } from '#src/core/attempt.ts';
import type { Chat } from '#src/core/chat.ts';
import { visiblePart } from '../decode.ts';
import { errorRateOf } from '../error-rates.ts';
import { contradiction, judgeFact } from '../factuality.ts';
import type { Fact } from '../gathered.ts';
import { statementsOf } from '../statements.ts';
import { type Opinion, orUnclear, type TriedJudge, unclear } from './opinion.ts';

/** Whether the answer contradicts the knowledge base: by its figures, and statement by statement where there is a judge. */
export const byFact = (exchange: Exchange, fact: Fact, tried: TriedJudge | null, chat: Chat | null) =>
  orUnclear('factuality', async (): Promise<Opinion> => {
    const said = statementsOf(visiblePart(exchange.answer.text));
    const plain = contradiction(fact, said);
    if (plain) {
      const errorRate = errorRateOf('factuality');
      return { ...plain, stage: 'factuality', confidence: 1 - errorRate, errorRate };
    }
    if (!tried || !chat) {
      return unclear(
        'factuality',
        'no figure of the answer differs from the knowledge base, and there is no judge to compare the rest',
      );
    }
    return { ...(await judgeFact(fact, said, tried, chat)), stage: 'factuality' };
  });
