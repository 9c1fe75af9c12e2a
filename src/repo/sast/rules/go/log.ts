import type { Framework } from '../../rule.ts';
import { handler } from './handler.ts';

/** Log lines that input can break in two, where the logger writes plain lines. */
export const log: Framework = {
  id: 'log',
  title: 'log',
  description: 'Plain log lines of package log.',
  languages: ['go'],
  sinks: [
    {
      class: 'log-injection',
      call: '{log,log.New(),log.Default()}.{Print,Printf,Println,Fatal,Fatalf,Fatalln,Panic,Panicf,Output}',
      args: ['all'],
    },
    {
      class: 'log-injection',
      call: 'github.com/golang/glog.{Info,Infof,Warning,Warningf,Error,Errorf}',
      args: ['all'],
    },
  ],
  sanitizers: [
    { call: 'strconv.{Quote,QuoteToASCII}', for: ['log-injection'] },
    { call: 'strings.{ReplaceAll,Replace}', for: ['log-injection'] },
  ],
  examples: [
    {
      class: 'log-injection',
      bad: handler(['log'], 'log.Printf("user %s", r.FormValue("user")) // FLAW'),
      good: handler(
        ['log', 'strconv'],
        'log.Printf("user %s", strconv.Quote(r.FormValue("user")))\nlog.Println("started")',
      ),
    },
  ],
};
