import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, base64, digits, hex, lower, of, url64, uuid } from '../shape.ts';

/** Social networks and media. */
export const social: readonly SecretRule[] = [
  ...vendor('Facebook', 'https://developers.facebook.com/apps', [
    assigned('facebook-secret', 'app secret', ['facebook', 'fb_', 'meta_app', 'instagram'], hex(32)),
    assigned(
      'facebook-access-token',
      'app access token',
      ['facebook', 'token', 'fb_'],
      [digits(15, 16), any('|', '%7C', '%7c', '%'), url64(27, 40)],
      { confidence: 0.9 },
    ),
    prefixed(
      'facebook-page-access-token',
      'access token',
      ['EAAM', 'EAAC', 'EAAA', 'EAAB', 'EAAD', 'EAAE', 'EAAG', 'EAAH', 'EAAI', 'EAAJ'],
      alnum(96, 400),
    ),
    prefixed('instagram-access-token', 'access token', ['IGQV', 'IGQW', 'IGAA'], url64(80, 300)),
  ]),
  ...vendor('X', 'https://developer.x.com/en/portal', [
    assigned('twitter-api-key', 'API key', ['twitter'], alnum(25)),
    assigned('twitter-api-secret', 'API secret', ['twitter'], alnum(50)),
    assigned('twitter-access-token', 'access token', ['twitter'], [digits(15, 25), '-', alnum(20, 40)]),
    assigned('twitter-access-secret', 'access token secret', ['twitter'], alnum(45)),
    prefixed('twitter-bearer-token', 'bearer token', 'AAAAAAAAAAAAAAAAAAAAA', of('A-Za-z0-9%', 60, 110), {
      entropy: 3,
      rows: true,
    }),
  ]),
  ...vendor('LinkedIn', 'https://www.linkedin.com/developers/apps', [
    assigned('linkedin-client-id', 'client id', ['linkedin', 'linked-in', 'linked_in'], lower(14), {
      severity: 'low',
    }),
    assigned('linkedin-client-secret', 'client secret', ['linkedin', 'linked-in', 'linked_in'], alnum(16)),
    assigned(
      'linkedin-client-secret-v2',
      'client secret',
      ['linkedin', 'client_secret'],
      ['WPL_AP', digits(1), '.', alnum(16), '.', base64(8)],
    ),
  ]),
  ...vendor('Twitch', 'https://dev.twitch.tv/console/apps', [
    assigned('twitch-api-token', 'client secret', ['twitch'], lower(30)),
  ]),
  ...vendor('Reddit', 'https://www.reddit.com/prefs/apps', [
    assigned('reddit-client-secret', 'client secret', ['reddit'], url64(27, 30), { name: /secret|token/i }),
  ]),
  ...vendor('Spotify', 'https://developer.spotify.com/dashboard', [
    assigned('spotify-client-secret', 'client secret', ['spotify'], hex(32), { name: /secret|token|key/i }),
  ]),
  ...vendor('TikTok', 'https://developers.tiktok.com/apps', [
    assigned('tiktok-client-secret', 'client secret', ['tiktok'], alnum(32, 40), { name: /secret/i }),
  ]),
  ...vendor('Flickr', 'https://www.flickr.com/services/apps', [
    assigned('flickr-access-token', 'API key', ['flickr'], alnum(32)),
    assigned('flickr-secret', 'secret', ['flickr'], hex(16), { name: /secret/i }),
  ]),
  ...vendor('Vimeo', 'https://developer.vimeo.com/apps', [
    assigned('vimeo-access-token', 'access token', ['vimeo'], hex(32), { name: /token|secret/i }),
  ]),
  ...vendor('Last.fm', 'https://www.last.fm/api/accounts', [
    assigned('lastfm-api-key', 'API key', ['lastfm', 'last_fm'], hex(32), { name: /key|secret|token/i }),
  ]),
  ...vendor('New York Times', 'https://developer.nytimes.com/my-apps', [
    assigned(
      'nytimes-access-token',
      'API key',
      ['nytimes', 'new-york-times', 'newyorktimes', 'new_york_times', 'nyt_'],
      of('A-Za-z0-9_=-', 32),
    ),
  ]),
  ...vendor('Squarespace', 'in the settings, Developer API keys', [
    assigned('squarespace-access-token', 'access token', ['squarespace'], uuid),
  ]),
  ...vendor('WeChat', 'https://mp.weixin.qq.com', [
    assigned('wechat-app-secret', 'app secret', ['wechat', 'weixin', 'wx_'], hex(32), {
      name: /secret|key/i,
    }),
  ]),
];
