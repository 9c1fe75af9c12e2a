import type { Framework } from '../../rule.ts';
import { action } from './action.ts';

/** Files by path, and data that becomes objects. */
export const files: Framework = {
  id: 'files',
  title: 'Files and data',
  description: 'Paths, serialized objects, XML and regular expressions.',
  languages: ['ruby'],
  sources: [
    { call: '{Zip.File.open,Zip.InputStream.open}[].name', what: 'a name in an archive', for: ['zip-slip'] },
  ],
  sinks: [
    {
      class: 'path-traversal',
      call: '{{Dir,IO,PStore,Pathname,Kernel}.{new,open,read,chdir,chroot,delete,unlink,rename,link,symlink,truncate,sysopen,rmdir,mkdir,entries,foreach,readlines,load,children,each_child,empty?},File.{open,read,write,new,delete,unlink,rename,readlines,foreach,binread,binwrite,chmod,symlink},IO.{read,write,readlines,foreach,binread,binwrite,copy_stream},Dir.{glob,entries,children,mkdir,rmdir,foreach,chdir,open},FileUtils.*,Pathname,open,Rack.File,load,require}',
      args: [0],
    },
    { class: 'path-traversal', call: '{File.rename,FileUtils.{mv,cp,cp_r,copy,move,ln_s}}', args: [1] },
    {
      class: 'insecure-deserialization',
      call: '{Marshal.{load,restore},YAML.{load,unsafe_load,load_documents,load_stream},Psych.{load,unsafe_load},Oj.{object_load,load},JSON.restore}',
      args: [0],
      unless: {
        any: [
          { arg: 'mode', is: ['strict', 'compat', 'null', 'rails', 'json'] },
          { arg: 'safe', is: [true] },
        ],
      },
    },
    { class: 'regex-dos', call: '{Regexp,Regexp.new,Regexp.compile}', args: [0] },
    {
      class: 'xpath-injection',
      call: '{Nokogiri.{XML,HTML}(),?doc,**.doc}.{xpath,at_xpath,search}',
      args: [0],
    },
    { class: 'xpath-injection', call: 'REXML.XPath.{first,each,match}', args: [1] },
    { class: 'ldap-injection', call: 'Net.LDAP.Filter.{construct,from_rfc2254}', args: [0] },
    {
      class: 'log-injection',
      call: '{logger,Rails.logger(),Logger()}.{info,warn,error,debug,fatal}',
      args: [0],
    },
  ],
  sanitizers: [
    { call: 'File.{basename,extname}', for: ['path-traversal', 'zip-slip'] },
    { call: '**.sanitized', for: ['path-traversal'] },
    { call: '**.start_with?', for: ['path-traversal', 'zip-slip', 'open-redirect', 'ssrf'], guard: 'this' },
    { call: 'Regexp.{escape,quote,union}', for: ['regex-dos'] },
    { call: '**.{inspect,dump}', for: ['log-injection'] },
  ],
  matches: [
    { class: 'unsafe-xml', call: '**.noent' },
    {
      class: 'unsafe-xml',
      call: '{Nokogiri.XML,Nokogiri.XML.**,LibXML.XML.**}',
      when: { any: [1, 2, 3, 'options'].map((arg) => ({ arg, named: '**.{NOENT,DTDLOAD}' }) as const) },
    },
    { class: 'unsafe-xml', assign: '**.default_substitute_entities', when: { arg: 0, is: [true] } },
    { class: 'unsafe-xml', assign: '**.XmlMini.backend', when: { arg: 0, matches: /^LibXML/ } },
    { class: 'file-permissions', call: '{File,FileUtils}.chmod', when: { arg: 0, is: [0o777, 0o666] } },
  ],
  examples: [
    {
      class: 'path-traversal',
      bad: action(
        '@a = File.read("data/#{params[:name]}") # FLAW\nFileUtils.rm_rf(Rails.root.join(params[:dir])) # FLAW',
      ),
      good: action('@a = File.read("data/#{File.basename(params[:name])}")'),
    },
    {
      class: 'insecure-deserialization',
      bad: action(
        '@a = Marshal.load(Base64.decode64(cookies[:cart])) # FLAW\n@b = YAML.load(params[:y]) # FLAW',
      ),
      good: action('@a = JSON.parse(cookies[:cart])\n@b = YAML.safe_load(params[:y])'),
    },
    {
      class: 'unsafe-xml',
      bad: 'def read(text)\n  Nokogiri::XML(text) { |config| config.noent } # FLAW\nend\n',
      good: 'def read(text)\n  Nokogiri::XML(text) { |config| config.strict }\nend\n',
    },
    {
      class: 'regex-dos',
      bad: action('@a = items.grep(/#{params[:q]}/) # FLAW'),
      good: action('@a = items.grep(/#{Regexp.escape(params[:q])}/)'),
    },
  ],
};
