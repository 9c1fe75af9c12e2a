import type { Framework } from '../../rule.ts';

const modules = '{fs,fs/promises,fs.promises,fs-extra,graceful-fs}';
const reading =
  '{readFile,readFileSync,createReadStream,readdir,readdirSync,readlink,readlinkSync,open,openSync,opendir,opendirSync,readJson,readJsonSync,readJSON}';
const writing =
  '{writeFile,writeFileSync,appendFile,appendFileSync,createWriteStream,outputFile,outputFileSync,outputJson,writeJson,truncate,truncateSync}';
const removing =
  '{unlink,unlinkSync,rm,rmSync,rmdir,rmdirSync,remove,removeSync,emptyDir,mkdir,mkdirSync,ensureDir,chmod,chmodSync,chown,chownSync}';
const two =
  '{rename,renameSync,copyFile,copyFileSync,copy,copySync,move,moveSync,link,linkSync,symlink,symlinkSync,cp,cpSync}';

/** Files by name (https://nodejs.org/api/fs.html). */
export const fileSystem: Framework = {
  id: 'file-system',
  title: 'File system',
  description: 'Names of files that are read, written and removed, and modules that are loaded.',
  languages: ['javascript', 'typescript'],
  sinks: [
    { class: 'path-traversal', call: `${modules}.${reading}`, args: [0] },
    { class: 'path-traversal', call: `${modules}.${writing}`, args: [0] },
    { class: 'path-traversal', call: `${modules}.${removing}`, args: [0] },
    { class: 'path-traversal', call: `${modules}.${two}`, args: [0, 1] },
    {
      class: 'path-traversal',
      call: 'Deno.{readFile,readTextFile,writeFile,writeTextFile,remove,open}',
      args: [0],
    },
    { class: 'path-traversal', call: 'Bun.{file,write}', args: [0] },
    {
      class: 'path-traversal',
      call: '{send,serve-handler}',
      args: [1],
      unless: { not: { arg: '2.root', missing: true } },
    },
    { class: 'unsafe-reflection', call: '{require,import,require.resolve,createRequire()}', args: [0] },
  ],
  sanitizers: [
    // What a file holds is not its name.
    { call: `${modules}.*`, for: ['*'] },
    { call: 'file-type.**', for: ['*'] },
    { call: '{path,path.posix,path.win32}.basename', for: ['path-traversal', 'zip-slip'] },
    { call: '{path,path.posix,path.win32}.extname', for: ['path-traversal', 'zip-slip'] },
    { call: 'sanitize-filename', for: ['path-traversal', 'zip-slip'] },
    { call: 'slugify', for: ['path-traversal', 'zip-slip', 'xss', 'sql-injection', 'command-injection'] },
    { call: '**.startsWith', for: ['path-traversal', 'zip-slip', 'open-redirect', 'ssrf'], guard: 'this' },
    { call: '**.includes', for: ['path-traversal', 'zip-slip'], guard: 'this' },
    { call: 'path.isAbsolute', for: ['path-traversal'], guard: 0 },
    { call: '{is-path-inside,path-is-inside}', for: ['path-traversal', 'zip-slip'], guard: 0 },
  ],
  matches: [
    {
      class: 'file-permissions',
      call: `${modules}.{chmod,chmodSync}`,
      when: { arg: 1, is: [0o777, 0o666, 0o776, '777', '0777', '666'] },
      title: 'A file is made writable for everyone',
    },
  ],
  examples: [
    {
      class: 'path-traversal',
      bad: `const fs = require('fs');
const path = require('path');
exports.show = (req, res) => {
  const file = path.join(__dirname, 'files', req.params.name);
  fs.readFile(file, 'utf8', (error, text) => res.json({ text })); // FLAW
};`,
      good: `const fs = require('fs');
const path = require('path');
exports.show = (req, res) => {
  const file = path.join(__dirname, 'files', path.basename(req.params.name));
  fs.readFile(file, 'utf8', (error, text) => res.json({ text }));
};`,
    },
    {
      class: 'file-permissions',
      bad: `import { chmodSync } from 'node:fs';
chmodSync('/srv/data', 0o777); // FLAW`,
      good: `import { chmodSync } from 'node:fs';
chmodSync('/srv/data', 0o600);`,
    },
    {
      class: 'unsafe-reflection',
      bad: `module.exports = (req, res) => {
  const plugin = require('./plugins/' + req.query.plugin); // FLAW
  res.json(plugin.info);
};`,
      good: `const plugins = { a: require('./plugins/a') };
module.exports = (req, res) => {
  res.json({ known: req.query.plugin in plugins });
};`,
    },
  ],
};
