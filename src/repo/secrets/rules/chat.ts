import { assigned, infixed, prefixed, type SecretRule, vendor } from '../rule.ts';
import {
  alnum,
  any,
  anyHex,
  base64,
  digits,
  hex,
  lower,
  of,
  type Shape,
  upper,
  url64,
  uuid,
} from '../shape.ts';
import { discordBot } from './special/discord-bot.ts';

/** As a UUID, of any letter: in addresses nothing else could stand there. */
const guid: Shape = [lower(8), '-', lower(4), '-', lower(4), '-', lower(4), '-', lower(12)];

/** Chat, support and customer relations. */
export const chat: readonly SecretRule[] = [
  ...vendor('Slack', 'https://api.slack.com/apps, OAuth and permissions', [
    prefixed('slack-bot-token', 'bot token', 'xoxb-', [
      digits(8, 14),
      '-',
      any([digits(8, 14), '-', alnum(18, 34)], alnum(18, 34)),
    ]),
    prefixed(
      'slack-user-token',
      'user token',
      ['xoxp-', 'xoxe-'],
      [digits(9, 13), '-', digits(9, 13), '-', any([digits(9, 13), '-'], ''), alnum(26, 64)],
    ),
    prefixed(
      'slack-legacy-token',
      'legacy token',
      ['xoxo-', 'xoxs-'],
      [digits(6, 14), '-', digits(6, 14), '-', digits(6, 14), '-', anyHex(10, 64)],
    ),
    prefixed(
      'slack-legacy-workspace-token',
      'workspace token',
      ['xoxa-', 'xoxr-'],
      [
        any([digits(1), '-'], ''),
        any(
          [digits(8, 14), '-', digits(8, 14), '-', any([digits(8, 14), '-'], ''), alnum(8, 64)],
          alnum(8, 64),
        ),
      ],
    ),
    prefixed(
      'slack-config-access-token',
      'configuration access token',
      ['xoxe.xoxb-', 'xoxe.xoxp-', 'xoxp.xoxb-'],
      [digits(1), '-', alnum(140, 180)],
    ),
    prefixed('slack-config-refresh-token', 'configuration refresh token', 'xoxe-', [
      digits(1),
      '-',
      alnum(140, 180),
    ]),
    prefixed('slack-app-token', 'app-level token', 'xapp-', [
      digits(1),
      '-',
      alnum(9, 14),
      '-',
      digits(9, 15),
      '-',
      alnum(32, 128),
    ]),
    prefixed('slack-session-token', 'session token', ['xoxc-', 'xoxd-'], of('A-Za-z0-9%/+-', 40, 400)),
    prefixed(
      'slack-webhook-url',
      'webhook',
      ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'],
      of('A-Za-z0-9+/', 43, 100),
      { severity: 'medium' },
    ),
    assigned('slack-signing-secret', 'signing secret', ['slack'], hex(32), { name: /secret|sign|verif/i }),
  ]),
  ...vendor('Discord', 'https://discord.com/developers/applications', [
    discordBot,
    assigned('discord-api-token', 'public key or token', ['discord'], hex(64)),
    assigned('discord-client-id', 'client id', ['discord'], digits(17, 20), { severity: 'low', entropy: 2 }),
    assigned('discord-client-secret', 'client secret', ['discord'], of('A-Za-z0-9_=-', 32)),
    prefixed(
      'discord-webhook',
      'webhook',
      ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
      [digits(17, 20), '/', url64(60, 72)],
      { severity: 'medium' },
    ),
  ]),
  ...vendor('Telegram', 'at @BotFather with /revoke', [
    infixed('telegram-bot-api-token', 'bot token', digits(8, 10), ':AA', url64(33), { entropy: 3.8 }),
    assigned('telegram-bot-token-other', 'bot token', ['telegr'], [digits(5, 16), ':A', url64(34)], {
      entropy: 3.8,
      confidence: 0.95,
    }),
    prefixed('telegram-bot-url', 'bot token', 'api.telegram.org/bot', [digits(5, 16), ':A', url64(34)]),
  ]),
  ...vendor('Microsoft Teams', 'in the channel, Connectors', [
    prefixed(
      'microsoft-teams-webhook',
      'webhook',
      '.webhook.office.com/webhookb2/',
      [guid, '@', guid, '/IncomingWebhook/', alnum(32), '/', guid, any('', ['/', of('A-Za-z0-9_-', 40, 60)])],
      { severity: 'medium' },
    ),
    prefixed(
      'microsoft-teams-webhook-old',
      'webhook',
      'outlook.office.com/webhook/',
      [guid, '@', guid, '/IncomingWebhook/', alnum(32), '/', guid],
      { severity: 'medium' },
    ),
  ]),
  ...vendor('Google Chat', 'in the space, Apps and integrations', [
    prefixed(
      'google-chat-webhook',
      'webhook',
      'chat.googleapis.com/v1/spaces/',
      [url64(8, 16), '/messages?key=', url64(39), '&token=', of('A-Za-z0-9_%-', 40, 60)],
      { severity: 'medium' },
    ),
  ]),
  ...vendor('Mattermost', 'in the profile, Security', [
    assigned('mattermost-access-token', 'access token', ['mattermost'], lower(26)),
  ]),
  ...vendor('Gitter', 'https://developer.gitter.im', [
    assigned('gitter-access-token', 'access token', ['gitter'], of('A-Za-z0-9_-', 40)),
  ]),
  ...vendor('Zulip', 'in the settings, Your bots', [
    assigned('zulip-api-key', 'API key', ['zulip'], alnum(32)),
  ]),
  ...vendor('Rocket.Chat', 'in the account, Personal access tokens', [
    assigned('rocketchat-token', 'access token', ['rocketchat', 'rocket_chat', 'x-auth-token'], url64(43)),
  ]),
  ...vendor('LINE', 'https://developers.line.biz/console', [
    assigned(
      'line-channel-secret',
      'channel secret',
      ['line_channel', 'line_bot', 'line_secret', 'channel_secret', 'channelsecret'],
      hex(32),
    ),
    assigned(
      'line-channel-token',
      'channel access token',
      ['line_channel', 'line_bot', 'channel_access', 'channelaccess'],
      base64(160, 180),
    ),
  ]),
  ...vendor('Intercom', 'https://app.intercom.com, Developer hub', [
    assigned('intercom-api-key', 'access token', ['intercom'], of('A-Za-z0-9_=-', 60)),
    assigned('intercom-access-token', 'access token', ['intercom'], ['dG9r', base64(40, 90)]),
  ]),
  ...vendor('Zendesk', 'in the admin center, APIs', [
    assigned('zendesk-secret-key', 'API token', ['zendesk'], alnum(40)),
  ]),
  ...vendor('Freshdesk', 'in the profile settings', [
    assigned('freshdesk-api-key', 'API key', ['freshdesk', 'freshservice'], alnum(20), {
      name: /key|token|secret/i,
    }),
  ]),
  ...vendor('HubSpot', 'in the settings, Private apps', [
    assigned('hubspot-api-key', 'API key', ['hubspot', 'hapikey'], uuid),
    prefixed(
      'hubspot-private-app-token',
      'private app token',
      ['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'],
      uuid,
    ),
  ]),
  ...vendor('Salesforce', 'in the setup, Sessions or Connected apps', [
    prefixed('salesforce-session', 'access token', '00D', [alnum(12, 15), '!', of('A-Za-z0-9_.', 80, 120)]),
    assigned(
      'salesforce-consumer-secret',
      'consumer secret',
      ['salesforce', 'sfdc'],
      any(upper(64), digits(18, 19)),
      { name: /secret/i, entropy: 2.5 },
    ),
  ]),
  ...vendor('Pipedrive', 'in the personal preferences, API', [
    assigned('pipedrive-api-token', 'API token', ['pipedrive'], lower(40)),
  ]),
  ...vendor('Sendbird', 'https://dashboard.sendbird.com', [
    assigned('sendbird-access-token', 'access token', ['sendbird'], hex(40)),
    assigned('sendbird-access-id', 'application id', ['sendbird'], uuid, { severity: 'low' }),
  ]),
  ...vendor('Pusher', 'https://dashboard.pusher.com', [
    assigned('pusher-secret', 'secret', ['pusher'], hex(20), { name: /secret|key|token/i }),
  ]),
  ...vendor('Ably', 'https://ably.com/accounts', [
    assigned('ably-api-key', 'API key', ['ably'], [url64(6, 10), '.', url64(6, 10), ':', url64(20, 60)]),
  ]),
  ...vendor('PubNub', 'https://admin.pubnub.com', [
    prefixed('pubnub-key', 'key', ['sub-c-', 'pub-c-', 'sec-c-'], any(uuid, alnum(48)), {
      severity: 'medium',
    }),
  ]),
  ...vendor('Stream', 'https://dashboard.getstream.io', [
    assigned(
      'getstream-secret',
      'secret',
      ['getstream', 'stream_api', 'stream_secret', 'stream_key'],
      lower(64),
    ),
  ]),
  ...vendor('DingTalk', 'https://open-dev.dingtalk.com', [
    prefixed('dingtalk-webhook', 'robot token', 'oapi.dingtalk.com/robot/send?access_token=', hex(64), {
      severity: 'medium',
    }),
    prefixed('dingtalk-secret', 'robot secret', 'SEC', hex(64)),
  ]),
  ...vendor('Feishu', 'https://open.feishu.cn', [
    prefixed(
      'feishu-webhook',
      'bot webhook',
      ['open.feishu.cn/open-apis/bot/v2/hook/', 'open.larksuite.com/open-apis/bot/v2/hook/'],
      uuid,
      { severity: 'medium' },
    ),
  ]),
];
