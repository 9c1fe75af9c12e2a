import type { Framework } from '../../rule.ts';
import { handler } from './handler.ts';

const zip = '{archive/zip.{Reader,ReadCloser,OpenReader,NewReader}(),?*}';

/** Files by path, and archives that say where their files go. */
export const files: Framework = {
  id: 'files',
  title: 'Files',
  description: 'Paths of os, io/ioutil and path/filepath; names of files in archives.',
  languages: ['go'],
  sources: [
    { name: 'archive/zip.File().{Name,FileHeader}', what: 'a name in an archive', for: ['zip-slip'] },
    { name: `${zip}.File[].Name`, what: 'a name in an archive', for: ['zip-slip'] },
    { name: 'archive/tar.{Reader,NewReader}().Next().Name', what: 'a name in an archive', for: ['zip-slip'] },
    { name: 'archive/tar.Header().Name', what: 'a name in an archive', for: ['zip-slip'] },
  ],
  sinks: [
    {
      class: 'path-traversal',
      call: '{os.{Open,OpenFile,Create,ReadFile,WriteFile,Remove,RemoveAll,Mkdir,MkdirAll,ReadDir,Rename,Stat,Chmod,Symlink,Truncate},io/ioutil.{ReadFile,WriteFile,ReadDir}}',
      args: [0],
    },
    { class: 'path-traversal', call: 'os.{Rename,Symlink,Link}', args: [1] },
    { class: 'path-traversal', call: 'net/http.Dir', args: [0] },
    {
      class: 'zip-slip',
      call: '{os.{OpenFile,Create,WriteFile,MkdirAll,Mkdir},io/ioutil.WriteFile}',
      args: [0],
    },
  ],
  sanitizers: [
    { call: '{path/filepath,path}.Base', for: ['path-traversal', 'zip-slip'] },
    {
      call: '{path/filepath,github.com/cyphar/filepath-securejoin}.{IsLocal,Localize,SecureJoin}',
      for: ['path-traversal', 'zip-slip'],
    },
    { call: 'strings.HasPrefix', for: ['path-traversal', 'zip-slip'], guard: 0 },
    { call: 'path/filepath.IsLocal', for: ['path-traversal', 'zip-slip'], guard: 0 },
  ],
  matches: [
    {
      class: 'insecure-temp-file',
      call: '{io/ioutil.WriteFile,os.{WriteFile,Create,OpenFile}}',
      when: { arg: 0, matches: /^\/(?:var\/)?tmp\/./ },
    },
    {
      class: 'file-permissions',
      call: 'os.{Chmod,Mkdir,MkdirAll}',
      when: { any: [{ arg: 1, is: [0o777, 0o776, 0o766, 0o666] }] },
    },
    {
      class: 'file-permissions',
      call: '{os.{OpenFile,WriteFile},io/ioutil.WriteFile}',
      when: { arg: 2, is: [0o777, 0o776, 0o766, 0o666, 0o767] },
    },
  ],
  examples: [
    {
      class: 'path-traversal',
      bad: handler(
        ['os', 'path/filepath'],
        'f, err := os.Open(filepath.Join("/srv", filepath.Clean(r.FormValue("name")))) // FLAW\nuse(f, err)',
      ),
      good: handler(
        ['os', 'path/filepath'],
        'f, err := os.Open(filepath.Join("/srv", filepath.Base(r.FormValue("name"))))\nuse(f, err)',
      ),
    },
    {
      class: 'zip-slip',
      bad: 'package main\nimport (\n\t"archive/zip"\n\t"os"\n\t"path/filepath"\n)\nfunc unpack(name string) {\n\tz, _ := zip.OpenReader(name)\n\tfor _, f := range z.File {\n\t\tpath := filepath.Join("out", f.Name)\n\t\tos.Create(path) // FLAW\n\t}\n}\n',
      good: 'package main\nimport (\n\t"archive/zip"\n\t"os"\n\t"path/filepath"\n\t"strings"\n)\nfunc unpack(name string) {\n\tz, _ := zip.OpenReader(name)\n\tfor _, f := range z.File {\n\t\tpath := filepath.Join("out", f.Name)\n\t\tif !strings.HasPrefix(path, "out/") {\n\t\t\tcontinue\n\t\t}\n\t\tos.Create(path)\n\t}\n}\n',
    },
    {
      class: 'insecure-temp-file',
      bad: 'package main\nimport "os"\nfunc save(data []byte) {\n\tos.WriteFile("/tmp/state.json", data, 0600) // FLAW\n}\n',
      good: 'package main\nimport "os"\nfunc save(data []byte) {\n\tf, _ := os.CreateTemp("", "state")\n\tf.Write(data)\n}\n',
    },
    {
      class: 'file-permissions',
      bad: 'package main\nimport "os"\nfunc save() {\n\tos.Chmod("key.pem", 0777) // FLAW\n}\n',
      good: 'package main\nimport "os"\nfunc save() {\n\tos.Chmod("key.pem", 0600)\n}\n',
    },
  ],
};
