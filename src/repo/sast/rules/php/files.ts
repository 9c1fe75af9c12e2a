import type { Framework } from '../../rule.ts';
import { page } from './page.ts';

/** Files by path, included files, archives, and addresses that PHP opens like files. */
export const files: Framework = {
  id: 'files',
  title: 'Files',
  description: 'Paths, includes, archives and serialized data.',
  languages: ['php'],
  sinks: [
    {
      class: 'path-traversal',
      call: '{fopen,file_get_contents,readfile,file,file_put_contents,unlink,rmdir,mkdir,scandir,opendir,dir,parse_ini_file,highlight_file,show_source,copy,rename,touch,chmod,symlink,link,SplFileObject,glob,simplexml_load_file,fpassthru}',
      args: [0],
    },
    { class: 'path-traversal', call: '{copy,rename,move_uploaded_file,symlink,link}', args: [1] },
    {
      class: 'path-traversal',
      call: '{include,include_once,require,require_once}',
      args: [0],
      severity: 'critical',
    },
    {
      class: 'ssrf',
      call: '{fopen,file_get_contents,readfile,file,get_headers,getimagesize,fsockopen,simplexml_load_file}',
      args: [0],
      part: 'start',
    },
    {
      class: 'insecure-deserialization',
      call: '{unserialize,yaml_parse}',
      args: [0],
      unless: { arg: '1.allowed_classes', is: [false] },
    },
    { class: 'mass-assignment', call: 'extract', args: [0], unless: { arg: 1, named: 'EXTR_SKIP' } },
    { class: 'mass-assignment', call: 'parse_str', args: [0], when: { arg: 1, missing: true } },
    { class: 'zip-slip', call: 'file_put_contents', args: [0] },
  ],
  sources: [{ call: 'ZipArchive().getNameIndex', what: 'a name in an archive', for: ['zip-slip'] }],
  sanitizers: [
    { call: '{basename,pathinfo}', for: ['path-traversal', 'zip-slip'] },
    { call: '{realpath,sanitize_file_name,validate_file}', for: ['zip-slip'] },
    {
      call: '{strpos,str_starts_with,strncmp,substr,validate_file}',
      for: ['path-traversal', 'zip-slip'],
      guard: 0,
    },
  ],
  matches: [
    { class: 'file-permissions', call: '{chmod,mkdir}', when: { arg: 1, is: [0o777, 0o666] } },
    { class: 'cleartext-transmission', call: 'ftp_connect' },
  ],
  examples: [
    {
      class: 'path-traversal',
      bad: page(
        'readfile("files/" . $_GET["file"]); // FLAW\ninclude "pages/" . $_GET["page"] . ".php"; // FLAW',
      ),
      good: page('readfile("files/" . basename($_GET["file"]));\ninclude "pages/home.php";'),
    },
    {
      class: 'insecure-deserialization',
      bad: page('$cart = unserialize(base64_decode($_COOKIE["cart"])); // FLAW'),
      good: page(
        '$cart = json_decode($_COOKIE["cart"], true);\n$c = unserialize($_COOKIE["cart"], ["allowed_classes" => false]);',
      ),
    },
    {
      class: 'mass-assignment',
      bad: page('extract($_POST); // FLAW'),
      good: page('extract($config);'),
    },
    {
      class: 'file-permissions',
      bad: page('chmod("data", 0777); // FLAW'),
      good: page('chmod("data", 0750);'),
    },
  ],
};
