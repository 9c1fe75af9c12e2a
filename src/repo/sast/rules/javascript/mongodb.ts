import type { Framework } from '../../rule.ts';
import { structured } from './shapes.ts';

const reads =
  '{find,findOne,findOneAndUpdate,findOneAndDelete,findOneAndReplace,findOneAndRemove,countDocuments,count,exists,deleteOne,deleteMany,remove,updateOne,updateMany,replaceOne,update,where,distinct,findAndModify}';
const rare =
  '{findOne,findOneAndUpdate,findOneAndDelete,findOneAndReplace,findOneAndRemove,countDocuments,deleteOne,deleteMany,updateOne,updateMany,replaceOne}';

/** MongoDB and Mongoose: queries are objects, so an object as input is a query of the attacker's own. */
export const mongodb: Framework = {
  id: 'mongodb',
  title: 'MongoDB and Mongoose',
  description: 'Queries of MongoDB and Mongoose: operators that come with the input, and script in $where.',
  languages: ['javascript', 'typescript'],
  types: [
    { result: 'mongoose.{model,Model,models.*}()', is: 'mongoose.model()' },
    { result: 'mongoose.{createConnection,connection}.model()', is: 'mongoose.model()' },
    { result: 'mongoose.model().schema', is: 'mongoose.Schema()' },
  ],
  sinks: [
    { class: 'nosql-injection', call: `mongoose.model().${reads}`, args: [0] },
    { class: 'nosql-injection', call: `**.{collection(),*Collection}.${reads}`, args: [0] },
    {
      class: 'nosql-injection',
      call: `**.{?,}*.${rare}`,
      args: [0],
      unless: { not: { arg: '*.where', missing: true } },
    },
    { class: 'nosql-injection', call: '**.collection().{aggregate,mapReduce,bulkWrite}', args: [0] },
    { class: 'nosql-injection', call: 'mongoose.model().{aggregate,bulkWrite,mapReduce}', args: [0] },
    { class: 'code-injection', assign: '**.$where', args: [0] },
    { class: 'code-injection', call: '{mongoose.model(),**.find()}.$where', args: [0] },
    {
      class: 'code-injection',
      call: '**.{collection(),Collection()}.{group,mapReduce}',
      args: [0, 1],
      unless: structured,
    },
    { class: 'mass-assignment', call: 'mongoose.model().{create,insertMany}', args: [0], part: 'whole' },
    { class: 'mass-assignment', call: 'mongoose.model()', args: [0], part: 'whole' },
    {
      class: 'mass-assignment',
      call: 'mongoose.model().{findByIdAndUpdate,findOneAndUpdate,updateOne}',
      args: [1],
      part: 'whole',
    },
  ],
  sanitizers: [
    // What a query finds is not what was asked for.
    { call: `{mongoose.model(),**.collection(),**.*Collection}.${reads}`, for: ['*'] },
    { call: `**.${rare}`, for: ['*'] },
    {
      call: '**.{findById,findByPk,findByIdAndUpdate,findAll,findOrCreate,findUnique,findMany,findFirst}',
      for: ['*'],
    },
    {
      call: '{mongo-sanitize,express-mongo-sanitize.sanitize,mongoose.sanitizeFilter}',
      for: ['nosql-injection'],
    },
    { call: '{mongodb,mongoose.Types,bson}.{ObjectId,ObjectID}', for: ['nosql-injection', 'code-injection'] },
    { call: '**.isValidObjectId', for: ['nosql-injection'], guard: 0 },
  ],
  examples: [
    {
      class: 'nosql-injection',
      bad: `const mongoose = require('mongoose');
const User = mongoose.model('User', new mongoose.Schema({ name: String }));
exports.login = async (req, res) => {
  const user = await User.findOne({ name: req.body.name, password: req.body.password }); // FLAW
  res.json({ found: Boolean(user) });
};`,
      good: `const mongoose = require('mongoose');
const User = mongoose.model('User', new mongoose.Schema({ name: String }));
exports.login = async (req, res) => {
  const user = await User.findOne({ name: String(req.body.name), age: \`\${req.body.age}\` });
  const other = await User.findOne({ name: req.params.name });
  res.json({ found: Boolean(user && other) });
};`,
    },
    {
      class: 'code-injection',
      bad: `const { MongoClient } = require('mongodb');
const users = new MongoClient('mongodb://localhost').db('app').collection('users');
exports.older = (req, res) => {
  users.find({ $where: 'this.age > ' + req.query.age }).toArray((error, found) => res.json(found)); // FLAW
};`,
      good: `const { MongoClient } = require('mongodb');
const users = new MongoClient('mongodb://localhost').db('app').collection('users');
exports.older = (req, res) => {
  users.find({ $where: 'this.age > ' + parseInt(req.query.age, 10) }).toArray((error, found) => res.json(found));
};`,
    },
  ],
};
