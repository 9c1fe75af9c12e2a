import { isIP } from 'node:net';
import { isRefusedAddress, isRefusedName } from '../address.ts';

/** Where a page may go: decided per request by URL, and per connection by host and port. */
export interface PageScope {
  /** True, or the reason why this URL is not asked for. http(s) and ws(s) alike. */
  allows(url: URL): true | string;
  allowsHost(host: string, port: number): true | string;
  /** How often each host was refused, and why. */
  readonly refused: ReadonlyMap<string, { readonly times: number; readonly why: string }>;
  refuse(host: string, why: string): void;
}

/** Hosts under these names belong to different people. Not the Public Suffix List: its everyday part. */
const sharedSuffixes = [
  'github.io',
  'gitlab.io',
  'pages.dev',
  'workers.dev',
  'vercel.app',
  'netlify.app',
  'web.app',
  'firebaseapp.com',
  'herokuapp.com',
  'azurewebsites.net',
  'cloudapp.net',
  'amazonaws.com',
  'cloudfront.net',
  'run.app',
  'appspot.com',
  'onrender.com',
  'fly.dev',
  'hf.space',
  'streamlit.app',
  'gradio.live',
  'replit.app',
  'repl.co',
  'glitch.me',
  'ngrok.io',
  'ngrok.app',
  'ngrok-free.app',
  'trycloudflare.com',
  'blogspot.com',
  'myshopify.com',
];

/** co.uk, com.au, or.jp …: registries that sell names one level further down. */
const secondLevel = /^(?:com?|org|net|ac|gov|govt|gob|edu|ne|or|go|gv|mil|sch|nom|ltd|plc)\.[a-z]{2}$/;

/** The part of a host name that one owner registers; the host itself where there is no such thing. */
export function siteOf(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  const labels = name.split('.');
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || labels.length < 2) return name;
  const shared = sharedSuffixes.find((suffix) => name === suffix || name.endsWith(`.${suffix}`));
  const suffixLength = shared
    ? shared.split('.').length
    : secondLevel.test(labels.slice(-2).join('.'))
      ? 2
      : 1;
  return labels.slice(-suffixLength - 1).join('.');
}

const portOf = (url: URL): number =>
  url.port === '' ? (/^(?:https|wss):$/.test(url.protocol) ? 443 : 80) : Number(url.port);

/**
 * The target's own origin, and hosts of the same registrable site at the usual ports or the target's. An address or
 * a name without a domain has no site: there it is the origin alone, so that a page on loopback reaches no neighbour.
 */
export function pageScope(target: string): PageScope {
  const own = new URL(target);
  const ownHost = bare(own.hostname);
  const site = siteOf(ownHost);
  const isAlone = isIP(ownHost) !== 0 || !ownHost.includes('.') || ownHost.endsWith('.localhost');
  const ports = new Set([portOf(own), ...(isAlone ? [] : [80, 443])]);
  const refused = new Map<string, { times: number; why: string }>();
  const allowsHost = (host: string, port: number): true | string => {
    const name = bare(host);
    if (isRefusedName(name) || (isIP(name) !== 0 && isRefusedAddress(name)))
      return 'a cloud metadata or link-local address';
    if (isAlone ? name !== ownHost : siteOf(name) !== site) return 'not the site of the target';
    return ports.has(port) || 'not a port of the target';
  };
  return {
    refused,
    refuse: (host, why) => {
      refused.set(host, { times: (refused.get(host)?.times ?? 0) + 1, why });
    },
    allowsHost,
    allows: (url) => {
      if (!/^(?:http|ws)s?:$/.test(url.protocol)) return 'not an HTTP address';
      return allowsHost(url.hostname, portOf(url));
    },
  };
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase();
