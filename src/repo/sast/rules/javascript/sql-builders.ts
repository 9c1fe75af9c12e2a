import type { Framework } from '../../rule.ts';
import { built } from './shapes.ts';

/** Query builders and mappers with a way around them for text: knex, Sequelize, TypeORM, Prisma, MikroORM, Drizzle. */
export const sqlBuilders: Framework = {
  id: 'sql-builders',
  title: 'Query builders',
  description: 'Raw SQL in knex, Sequelize, TypeORM, Prisma, MikroORM, Drizzle, Objection.',
  languages: ['javascript', 'typescript'],
  types: [
    { result: '{sequelize,sequelize.Sequelize,sequelize-typescript.Sequelize}()', is: 'sequelize()' },
    { result: '{knex.knex,knex.default,knex.Knex}()', is: 'knex()' },
    { result: '@prisma/client.PrismaClient()', is: 'prisma.Client()' },
    { result: '@prisma/client.PrismaClient().$extends()', is: 'prisma.Client()' },
    {
      result:
        '{typeorm.{createConnection,getConnection,getManager,DataSource,EntityManager,createQueryRunner,getRepository},typeorm.Repository,typeorm.Connection}()',
      is: 'typeorm.Repository()',
    },
    {
      result: 'typeorm.Repository().{manager,createQueryRunner(),getRepository(),connection}',
      is: 'typeorm.Repository()',
    },
  ],
  sinks: [
    { class: 'sql-injection', call: 'sequelize().{query,literal}', args: [0, '*.query'] },
    {
      class: 'sql-injection',
      call: '{sequelize,sequelize.Sequelize,sequelize-typescript.Sequelize}.literal',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: '**.{?,}{sequelize,Sequelize,models.sequelize}.{query,literal}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'knex().**.{raw,whereRaw,havingRaw,orderByRaw,groupByRaw,joinRaw,fromRaw,andWhereRaw,orWhereRaw}',
      args: [0],
    },
    { class: 'sql-injection', call: 'knex().**.schema.raw', args: [0] },
    {
      class: 'sql-injection',
      call: '**.{whereRaw,havingRaw,orderByRaw,groupByRaw,joinRaw,fromRaw,andWhereRaw,orWhereRaw}',
      args: [0],
    },
    { class: 'sql-injection', call: '**.{?,}{knex,db,trx}.raw', args: [0] },
    { class: 'sql-injection', call: '**.{$queryRawUnsafe,$executeRawUnsafe}', args: [0] },
    {
      class: 'sql-injection',
      call: '{@prisma/client.Prisma.raw,objection.raw,drizzle-orm.sql.raw,kysely.sql.raw,sql-template-tag.raw}',
      args: [0],
    },
    { class: 'sql-injection', call: 'typeorm.Repository().query', args: [0] },
    {
      class: 'sql-injection',
      call: '**.{createQueryBuilder(),typeorm.**}.**.{where,andWhere,orWhere,having,orderBy,addOrderBy,addSelect,set}',
      args: [0],
      when: { arg: 0, shape: 'built' },
    },
    { class: 'sql-injection', call: '@mikro-orm/**.{execute,raw}', args: [0] },
    { class: 'sql-injection', call: 'objection.raw', args: [0] },
  ],
  sanitizers: [
    {
      call: '{sequelize().query,knex().**.raw,**.{$queryRawUnsafe,$executeRawUnsafe},typeorm.Repository().query}',
      for: ['*'],
    },
    { call: '{sequelize(),sequelize,sequelize.Sequelize}.escape', for: ['sql-injection'] },
    { call: '**.{$queryRaw,$executeRaw}', for: ['sql-injection'] },
    { call: '{@prisma/client.Prisma.sql,drizzle-orm.sql,kysely.sql}', for: ['sql-injection'] },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: '{sequelize().query,knex().**.raw,**.{$queryRawUnsafe,$executeRawUnsafe},typeorm.Repository().query}',
      when: built(0),
    },
    {
      class: 'unsafe-query',
      call: '{sequelize,sequelize.Sequelize,sequelize()}.literal',
      when: built(0),
    },
    {
      class: 'hard-coded-secret',
      call: '{sequelize,sequelize.Sequelize}',
      when: { arg: 2, constant: true },
      title: 'The password of a database is in the code',
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: `const { Sequelize } = require('sequelize');
const sequelize = new Sequelize(process.env.DATABASE_URL);
module.exports.search = async (req, res) => {
  const rows = await sequelize.query(\`SELECT * FROM items WHERE name LIKE '%\${req.query.q}%'\`); // FLAW
  res.json(rows);
};`,
      good: `const { Sequelize } = require('sequelize');
const sequelize = new Sequelize(process.env.DATABASE_URL);
module.exports.search = async (req, res) => {
  const rows = await sequelize.query('SELECT * FROM items WHERE name = :q', { replacements: { q: req.query.q } });
  res.json(rows);
};`,
    },
    {
      class: 'sql-injection',
      language: 'typescript',
      bad: `import { PrismaClient } from '@prisma/client';
import type { Request, Response } from 'express';
const prisma = new PrismaClient();
export async function find(q: Request, r: Response) {
  r.json(await prisma.$queryRawUnsafe('SELECT * FROM t WHERE id = ' + q.params.id)); // FLAW
}`,
      good: `import { PrismaClient } from '@prisma/client';
import type { Request, Response } from 'express';
const prisma = new PrismaClient();
export async function find(q: Request, r: Response) {
  r.json(await prisma.$queryRaw\`SELECT * FROM t WHERE id = \${q.params.id}\`);
}`,
    },
  ],
};
