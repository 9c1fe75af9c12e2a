import type { FileIndex } from '../lowering.ts';

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** The file that `require_relative` ("./lib/db") means, or `require` of a file below the root or lib. */
export function resolveRuby(module: string, from: string, files: FileIndex): string | null {
  const relative = module.startsWith('./');
  const base = relative ? folderOf(from) : '';
  const kept: string[] = base.split('/').filter(Boolean);
  for (const part of module.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return null;
  }
  const path = kept.join('/').replace(/\.rb$/, '');
  const places = relative ? [path] : [path, `lib/${path}`, `app/${path}`];
  return places.map((place) => `${place}.rb`).find((place) => place !== from && files.has(place)) ?? null;
}

/** "HTTPClient" is in http_client.rb, as Rails and Zeitwerk have it. */
const fileName = (constant: string): string =>
  constant
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** Files of a constant that the file does not define: named after it. */
export function locateRuby(name: string, from: string, files: FileIndex): readonly string[] {
  if (!/^[A-Z]\w*$/.test(name)) return [];
  return files.named(`${fileName(name)}.rb`).filter((path) => path !== from);
}

/** Modules of Ruby and of libraries: what stands in them keeps its full name, "Net::HTTP" is Net.HTTP. */
export const libraries: ReadonlySet<string> = new Set(
  (
    'ActionController ActionDispatch ActionMailer ActionView ActiveJob ActiveModel ActiveRecord ActiveStorage ' +
    'ActiveSupport Addressable Aws BCrypt Base64 CGI CSV Devise Digest ERB Encoding Erubi Excon Faraday File ' +
    'FileUtils HTTP IO JSON JWT Kernel Liquid Logger Mail Marshal Mime Mongoid Mysql2 Net Nokogiri OAuth2 OJ Oj ' +
    'OpenSSL OpenURI Open3 PG PTY Pathname Process Psych Puma REXML Rack Rails RbNaCl Redis RestClient SQLite3 ' +
    'Sequel Shellwords Sidekiq Sinatra Socket Tempfile Tilt Timeout Typhoeus URI WEBrick XML YAML Zip Zlib'
  ).split(' '),
);
