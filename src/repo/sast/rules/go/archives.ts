import type { Framework } from '../../rule.ts';

const compressed = 'compress/{gzip,zlib,bzip2,flate,lzw}.{NewReader,NewReaderDict}()';

/** Compressed data can be a thousand times as long when it is read (CWE-409). */
export const archives: Framework = {
  id: 'archives',
  title: 'Compressed data',
  description: 'Data that is decompressed without a limit.',
  languages: ['go'],
  matches: [
    {
      class: 'denial-of-service',
      title: 'Data is decompressed without a limit',
      call: 'io.{Copy,CopyBuffer}',
      when: { arg: 1, named: compressed },
    },
  ],
  examples: [
    {
      class: 'denial-of-service',
      bad: 'package main\nimport (\n\t"compress/gzip"\n\t"io"\n)\nfunc f(w io.Writer, in io.Reader) {\n\tr, _ := gzip.NewReader(in)\n\tio.Copy(w, r) // FLAW\n}\n',
      good: 'package main\nimport (\n\t"compress/gzip"\n\t"io"\n)\nfunc f(w io.Writer, in io.Reader) {\n\tr, _ := gzip.NewReader(in)\n\tio.CopyN(w, r, 1<<20)\n}\n',
    },
  ],
};
