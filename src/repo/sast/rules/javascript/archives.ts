import type { Framework } from '../../rule.ts';

/** Archives: names of entries may leave the folder (https://security.snyk.io/research/zip-slip-vulnerability). */
export const archives: Framework = {
  id: 'archives',
  title: 'Archives',
  description:
    'Names of entries in archives that are used as paths: unzipper, yauzl, tar-stream, adm-zip, jszip.',
  languages: ['javascript', 'typescript'],
  types: [
    {
      handler: '**.{Parse,Extract,open,createReadStream,extract}().**.on',
      arg: 1,
      params: ['archive.Entry()'],
      when: { arg: 0, is: ['entry'] },
    },
    { handler: '**.pipe().on', arg: 1, params: ['archive.Entry()'], when: { arg: 0, is: ['entry'] } },
    { handler: 'yauzl.{open,fromBuffer,fromFd}', arg: 'all', params: [null, 'yauzl.ZipFile()'] },
    { handler: 'yauzl.ZipFile().on', arg: 1, params: ['archive.Entry()'], when: { arg: 0, is: ['entry'] } },
    { result: 'adm-zip().getEntries()[]', is: 'archive.Entry()' },
    { handler: 'adm-zip().getEntries().{forEach,map}', arg: 0, params: ['archive.Entry()'] },
    {
      handler: '{jszip,jszip.loadAsync}().{forEach,files.forEach}',
      arg: 0,
      params: ['archive.Entry().name', 'archive.Entry()'],
    },
  ],
  sources: [
    {
      name: 'archive.Entry().{path,fileName,entryName,name,filename,header}',
      what: 'name in an archive',
      for: ['zip-slip'],
    },
  ],
  sinks: [
    {
      class: 'zip-slip',
      call: '{fs,fs-extra,graceful-fs,fs/promises,fs.promises}.{createWriteStream,writeFile,writeFileSync,mkdir,mkdirSync,outputFile,ensureDir,rename,symlink,link}',
      args: [0],
      ownSources: true,
    },
  ],
  examples: [
    {
      class: 'zip-slip',
      bad: `const fs = require('fs');
const unzipper = require('unzipper');
fs.createReadStream('in.zip').pipe(unzipper.Parse()).on('entry', (entry) => {
  entry.pipe(fs.createWriteStream('out/' + entry.path)); // FLAW
});`,
      good: `const fs = require('fs');
const path = require('path');
const unzipper = require('unzipper');
fs.createReadStream('in.zip').pipe(unzipper.Parse()).on('entry', (entry) => {
  entry.pipe(fs.createWriteStream('out/' + path.basename(entry.path)));
});`,
    },
  ],
};
