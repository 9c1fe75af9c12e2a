import type { Framework } from '../../rule.ts';

const servers = '{ws.Server(),ws.WebSocketServer(),ws.WebSocket.Server()}';

/** Messages of web sockets: ws and Socket.IO. */
export const sockets: Framework = {
  id: 'sockets',
  title: 'Web sockets',
  description: 'Messages that come over ws, Socket.IO and raw sockets.',
  languages: ['javascript', 'typescript'],
  types: [
    { handler: `${servers}.on`, arg: 1, params: ['ws.Socket()', 'http.IncomingMessage()'] },
    { handler: 'ws.Socket().{on,once}', arg: 1, params: ['ws.Message()', null] },
    {
      handler: '{socket.io(),socket.io.Server(),?io,socket.io().of(),socket.io.Server().of()}.on',
      arg: 1,
      params: ['socket.io.Socket()'],
    },
    { handler: 'socket.io.Socket().{on,once}', arg: 1, params: ['ws.Message()', 'ws.Message()', null] },
    { handler: 'net.createServer', arg: 'all', params: ['net.Server.Socket()'] },
    { handler: 'net.Server.Socket().on', arg: 1, params: ['ws.Message()'] },
  ],
  sources: [
    { name: 'ws.Message()', what: 'message of a socket' },
    { name: 'socket.io.Socket().handshake.{query,headers,auth}', what: 'handshake of a socket' },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: `const { WebSocketServer } = require('ws');
const { exec } = require('child_process');
const server = new WebSocketServer({ port: 8080 });
server.on('connection', (socket) => {
  socket.on('message', (text) => {
    exec('say ' + text); // FLAW
  });
});`,
      good: `const { WebSocketServer } = require('ws');
const { execFile } = require('child_process');
const server = new WebSocketServer({ port: 8080 });
server.on('connection', (socket) => {
  socket.on('message', (text) => {
    execFile('say', [text]);
  });
});`,
    },
  ],
};
