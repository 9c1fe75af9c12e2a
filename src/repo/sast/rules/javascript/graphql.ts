import type { Framework } from '../../rule.ts';

const servers =
  '{@apollo/server.ApolloServer,apollo-server.ApolloServer,apollo-server-express.ApolloServer,@as-integrations/next.ApolloServer}';

/** GraphQL servers (https://cheatsheetseries.owasp.org GraphQL Cheat Sheet). */
export const graphql: Framework = {
  id: 'graphql',
  title: 'GraphQL',
  description: 'Arguments of resolvers, and servers that show their schema.',
  languages: ['javascript', 'typescript'],
  types: [
    {
      named: ['{parent,_parent,root,_root,obj,_obj,_,__,source}', '{args,input}', '*'],
      params: [null, 'graphql.Arguments()', null],
    },
  ],
  sources: [{ name: 'graphql.Arguments()', what: 'GraphQL arguments' }],
  matches: [
    {
      class: 'graphql-exposure',
      call: servers,
      when: { arg: '*.introspection', is: [true] },
      title: 'The schema can be read by everyone',
    },
    {
      class: 'graphql-exposure',
      call: '{express-graphql,express-graphql.graphqlHTTP}',
      when: { arg: '*.graphiql', is: [true] },
      title: 'The console of GraphQL is switched on',
    },
    { class: 'csrf-disabled', call: servers, when: { arg: '*.csrfPrevention', is: [false] } },
  ],
  examples: [
    {
      class: 'graphql-exposure',
      bad: `import { ApolloServer } from '@apollo/server';
export const server = new ApolloServer({ introspection: true }); // FLAW`,
      good: `import { ApolloServer } from '@apollo/server';
export const server = new ApolloServer({ introspection: false });`,
    },
    {
      class: 'sql-injection',
      bad: `const { Pool } = require('pg');
const pool = new Pool();
exports.resolvers = {
  Query: {
    user: (parent, args, context) => pool.query('SELECT * FROM users WHERE id = ' + args.id), // FLAW
  },
};`,
      good: `const { Pool } = require('pg');
const pool = new Pool();
exports.resolvers = {
  Query: {
    user: (parent, args, context) => pool.query('SELECT * FROM users WHERE id = $1', [args.id]),
  },
};`,
    },
  ],
};
