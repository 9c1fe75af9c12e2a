import type { Framework } from '../../rule.ts';
import { structured, structuredOrJson } from './shapes.ts';

const app = '{express(),express.Router()}';
const verbs = '{get,post,put,patch,delete,all,use,options,head}';
const request = 'express.Request()';
const response = 'express.Response()';

/** Express 4 and 5 (https://expressjs.com/en/api.html), and what follows its conventions: (req, res, next). */
export const express: Framework = {
  id: 'express',
  title: 'Express',
  description: 'Requests, responses and middleware of Express and of servers with its conventions.',
  languages: ['javascript', 'typescript'],
  types: [
    { handler: `${app}.${verbs}`, arg: 'all', params: [request, response, null] },
    { handler: `${app}.route().${verbs}`, arg: 'all', params: [request, response, null] },
    { handler: `${app}.param`, arg: 1, params: [request, response, null, 'express.Request().params.id'] },
    { named: ['{req,request}', '{res,response,resp}'], params: [request, response] },
    {
      named: ['{err,error,e}', '{req,request}', '{res,response}', 'next'],
      params: [null, request, response, null],
    },
    { named: ['{_req,_request}', '{res,response}'], params: [request, response] },
    { named: ['{req,request}', '{_res,_response,_}'], params: [request, response] },
    { named: ['req'], params: [request] },
    {
      handler: 'express.{RequestHandler,Handler}()',
      arg: 'all',
      params: [request, response, null],
    },
    { result: `${request}.res`, is: response },
    {
      result: `${response}.{status,set,header,type,append,vary,location,cookie,contentType}()`,
      is: response,
    },
  ],
  sources: [
    { name: `${request}.{body,query}`, what: 'request parameters' },
    { name: `${request}.{files,file,rawBody}`, what: 'uploaded data' },
    { name: `${request}.params`, what: 'path parameters', notFor: ['nosql-injection'] },
    { name: `${request}.{headers,rawHeaders}`, what: 'request headers', notFor: ['nosql-injection'] },
    { name: `${request}.{cookies,signedCookies}`, what: 'cookies', notFor: ['nosql-injection'] },
    {
      name: `${request}.{url,originalUrl,path,hostname,host,subdomains}`,
      what: 'request URL',
      notFor: ['nosql-injection'],
    },
    { call: `${request}.{get,header}`, what: 'request header', notFor: ['nosql-injection'] },
    { call: `${request}.param`, what: 'request parameter' },
  ],
  sinks: [
    // "send" makes HTML of a text, the others name no type.
    { class: 'xss', call: `${response}.send`, args: [0], unless: structured },
    { class: 'xss', call: `${response}.{write,end}`, args: [0], unless: structuredOrJson },
    { class: 'open-redirect', call: `${response}.{redirect,location}`, args: [0, 1], part: 'start' },
    {
      class: 'path-traversal',
      call: `${response}.{sendFile,sendfile,download}`,
      args: [0],
      unless: { all: [{ not: { arg: '1.root', missing: true } }, { arg: '1.dotfiles', missing: true }] },
    },
    { class: 'path-traversal', call: `${response}.{sendFile,sendfile,download}`, args: ['*.root'] },
    { class: 'path-traversal', call: `{${response},express()}.render`, args: [0] },
    {
      class: 'template-injection',
      call: `{${response},express()}.render`,
      args: [1],
      part: 'whole',
      unless: { arg: 1, shape: 'object' },
      severity: 'high',
    },
    { class: 'header-injection', call: `${response}.{set,header,setHeader,append}`, args: [0] },
    { class: 'host-header', call: `${response}.links`, args: [0] },
  ],
  sanitizers: [{ call: `${request}.{accepts,is,acceptsCharsets,acceptsLanguages}`, for: ['*'] }],
  matches: [
    { class: 'information-exposure', call: 'errorhandler', title: 'Stack traces are sent to the caller' },
    {
      class: 'information-exposure',
      call: `${response}.{send,end,write}`,
      when: { arg: 0, named: '{?err,?error,?e}.stack' },
      title: 'The stack trace is sent to the caller',
    },
    { class: 'information-exposure', call: 'serve-index', title: 'Names of all files of a folder are shown' },
  ],
  examples: [
    {
      class: 'xss',
      bad: `import express from 'express';
const app = express();
app.get('/hello', (req, res) => {
  res.send('<h1>Hello ' + req.query.name + '</h1>'); // FLAW
});`,
      good: `import express from 'express';
const app = express();
app.get('/hello', (req, res) => {
  res.json({ hello: req.query.name });
  res.send({ hello: req.query.name });
  res.end(JSON.stringify({ hello: req.query.name }));
});`,
    },
    {
      class: 'open-redirect',
      bad: `const router = require('express').Router();
router.post('/login', async function (request, response) {
  const { next } = request.body;
  response.redirect(next); // FLAW
});`,
      good: `const router = require('express').Router();
router.post('/login', async function (request, response) {
  response.redirect('/home?from=' + encodeURIComponent(request.body.next));
});`,
    },
    {
      class: 'path-traversal',
      bad: `module.exports = function download(req, res, next) {
  res.sendFile('/srv/files/' + req.params.name); // FLAW
};`,
      good: `module.exports = function download(req, res, next) {
  res.sendFile(req.params.name, { root: '/srv/files' });
};`,
    },
  ],
};
