import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, anyHex, base64, digits, hex, lower, of, upper, url64, uuid } from '../shape.ts';
import { discordBot } from './special/discord-bot.ts';

/** Chat, mail, SMS and telephony, social networks and media. */
export const communication: readonly SecretRule[] = [
  ...vendor('Slack', 'https://api.slack.com/apps, OAuth and permissions', [
    prefixed('slack-bot-token', 'bot token', 'xoxb-', [digits(8, 14), '-', any([digits(8, 14), '-', alnum(18, 34)], alnum(18, 34))]),
    prefixed('slack-user-token', 'user token', ['xoxp-', 'xoxe-'], [digits(9, 13), '-', digits(9, 13), '-', any([digits(9, 13), '-'], ''), alnum(26, 64)]),
    prefixed('slack-legacy-token', 'legacy token', ['xoxo-', 'xoxs-'], [digits(6, 14), '-', digits(6, 14), '-', digits(6, 14), '-', anyHex(10, 64)]),
    prefixed('slack-legacy-workspace-token', 'workspace token', ['xoxa-', 'xoxr-'], [any([digits(1), '-'], ''), any([digits(8, 14), '-', digits(8, 14), '-', any([digits(8, 14), '-'], ''), alnum(8, 64)], alnum(8, 64))]),
    prefixed('slack-config-access-token', 'configuration access token', ['xoxe.xoxb-', 'xoxe.xoxp-', 'xoxp.xoxb-'], [digits(1), '-', alnum(140, 180)]),
    prefixed('slack-config-refresh-token', 'configuration refresh token', 'xoxe-', [digits(1), '-', alnum(140, 180)]),
    prefixed('slack-app-token', 'app-level token', 'xapp-', [digits(1), '-', upper(9, 14), '-', digits(9, 15), '-', anyHex(32, 128)]),
    prefixed('slack-session-token', 'session token', ['xoxc-', 'xoxd-'], of('A-Za-z0-9%/+-', 40, 400)),
    prefixed('slack-webhook-url', 'webhook', ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'], of('A-Za-z0-9+/', 43, 64), { severity: 'medium' }),
    assigned('slack-signing-secret', 'signing secret', ['slack'], hex(32), { name: /secret|sign|verif/i }),
  ]),
  ...vendor('Discord', 'https://discord.com/developers/applications', [
    discordBot,
    assigned('discord-api-token', 'public key or token', ['discord'], hex(64)),
    assigned('discord-client-id', 'client id', ['discord'], digits(17, 20), { severity: 'low', entropy: 2 }),
    assigned('discord-client-secret', 'client secret', ['discord'], of('A-Za-z0-9_=-', 32)),
    prefixed('discord-webhook', 'webhook', ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'], [digits(17, 20), '/', url64(60, 72)], { severity: 'medium' }),
  ]),
  ...vendor('Telegram', 'at @BotFather with /revoke', [
    assigned('telegram-bot-api-token', 'bot token', ['telegr', 'bot', 'tg_', 'token'], [digits(5, 16), ':A', url64(34)], { entropy: 3.8, confidence: 0.95 }),
    prefixed('telegram-bot-url', 'bot token', 'api.telegram.org/bot', [digits(5, 16), ':A', url64(34)]),
  ]),
  ...vendor('Microsoft Teams', 'in the channel, Connectors', [
    prefixed('microsoft-teams-webhook', 'webhook', '.webhook.office.com/webhookb2/', [uuid, '@', uuid, '/IncomingWebhook/', alnum(32), '/', uuid, any('', ['/', of('A-Za-z0-9_-', 40, 60)])], { severity: 'medium' }),
    prefixed('microsoft-teams-webhook-old', 'webhook', 'outlook.office.com/webhook/', [uuid, '@', uuid, '/IncomingWebhook/', alnum(32), '/', uuid], { severity: 'medium' }),
  ]),
  ...vendor('Google Chat', 'in the space, Apps and integrations', [
    prefixed('google-chat-webhook', 'webhook', 'chat.googleapis.com/v1/spaces/', [url64(8, 16), '/messages?key=', url64(39), '&token=', of('A-Za-z0-9_%-', 40, 60)], { severity: 'medium' }),
  ]),
  ...vendor('Mattermost', 'in the profile, Security', [assigned('mattermost-access-token', 'access token', ['mattermost'], lower(26))]),
  ...vendor('Gitter', 'https://developer.gitter.im', [assigned('gitter-access-token', 'access token', ['gitter'], of('A-Za-z0-9_-', 40))]),
  ...vendor('Zulip', 'in the settings, Your bots', [assigned('zulip-api-key', 'API key', ['zulip'], alnum(32))]),
  ...vendor('Rocket.Chat', 'in the account, Personal access tokens', [assigned('rocketchat-token', 'access token', ['rocketchat', 'rocket_chat', 'x-auth-token'], url64(43))]),
  ...vendor('LINE', 'https://developers.line.biz/console', [
    assigned('line-channel-secret', 'channel secret', ['line_channel', 'line_bot', 'line_secret', 'channel_secret', 'channelsecret'], hex(32)),
    assigned('line-channel-token', 'channel access token', ['line_channel', 'line_bot', 'channel_access', 'channelaccess'], base64(160, 180)),
  ]),
  ...vendor('Intercom', 'https://app.intercom.com, Developer hub', [
    assigned('intercom-api-key', 'access token', ['intercom'], of('A-Za-z0-9_=-', 60)),
    assigned('intercom-access-token', 'access token', ['intercom'], ['dG9r', base64(40, 90)]),
  ]),
  ...vendor('Zendesk', 'in the admin center, APIs', [assigned('zendesk-secret-key', 'API token', ['zendesk'], alnum(40))]),
  ...vendor('Freshdesk', 'in the profile settings', [assigned('freshdesk-api-key', 'API key', ['freshdesk', 'freshservice'], alnum(20), { name: /key|token|secret/i })]),
  ...vendor('HubSpot', 'in the settings, Private apps', [
    assigned('hubspot-api-key', 'API key', ['hubspot', 'hapikey'], uuid),
    prefixed('hubspot-private-app-token', 'private app token', ['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'], uuid),
  ]),
  ...vendor('Salesforce', 'in the setup, Sessions or Connected apps', [
    prefixed('salesforce-session', 'access token', '00D', [alnum(12, 15), '!', of('A-Za-z0-9_.', 80, 120)]),
    assigned('salesforce-consumer-secret', 'consumer secret', ['salesforce', 'sfdc'], any(upper(64), digits(18, 19)), { name: /secret/i, entropy: 2.5 }),
  ]),
  ...vendor('Pipedrive', 'in the personal preferences, API', [assigned('pipedrive-api-token', 'API token', ['pipedrive'], lower(40))]),
  ...vendor('Sendbird', 'https://dashboard.sendbird.com', [
    assigned('sendbird-access-token', 'access token', ['sendbird'], hex(40)),
    assigned('sendbird-access-id', 'application id', ['sendbird'], uuid, { severity: 'low' }),
  ]),
  ...vendor('Pusher', 'https://dashboard.pusher.com', [assigned('pusher-secret', 'secret', ['pusher'], hex(20), { name: /secret|key|token/i })]),
  ...vendor('Ably', 'https://ably.com/accounts', [assigned('ably-api-key', 'API key', ['ably'], [url64(6, 10), '.', url64(6, 10), ':', url64(20, 60)])]),
  ...vendor('PubNub', 'https://admin.pubnub.com', [prefixed('pubnub-key', 'key', ['sub-c-', 'pub-c-', 'sec-c-'], any(uuid, alnum(48)), { severity: 'medium' })]),
  ...vendor('Stream', 'https://dashboard.getstream.io', [assigned('getstream-secret', 'secret', ['getstream', 'stream_api', 'stream_secret', 'stream_key'], lower(64))]),
  ...vendor('SendGrid', 'https://app.sendgrid.com/settings/api_keys', [prefixed('sendgrid-api-token', 'API key', 'SG.', any([url64(20, 24), '.', url64(39, 50)], of('A-Za-z0-9_=.-', 66)))]),
  ...vendor('Mailgun', 'https://app.mailgun.com/settings/api_security', [
    prefixed('mailgun-private-api-token', 'private API key', 'key-', hex(32)),
    prefixed('mailgun-pub-key', 'public validation key', 'pubkey-', hex(32), { severity: 'low' }),
    assigned('mailgun-signing-key', 'signing key', ['mailgun', 'mg_'], [alnum(32), '-', alnum(8), '-', alnum(8)]),
  ]),
  ...vendor('Mailchimp', 'https://admin.mailchimp.com/account/api', [
    assigned('mailchimp-api-key', 'API key', ['mailchimp', 'mc_api', 'mandrill'], [hex(32), '-us', digits(1, 2)]),
    prefixed('mailchimp-transactional-key', 'Transactional API key', 'md-', alnum(22)),
    assigned('mandrill-api-key', 'Mandrill API key', ['mandrill'], url64(22), { name: /key|token|pass|secret/i }),
  ]),
  ...vendor('Brevo', 'https://app.brevo.com/settings/keys/api', [
    prefixed('sendinblue-api-token', 'API key', 'xkeysib-', [hex(64), '-', alnum(16)]),
    prefixed('brevo-smtp-key', 'SMTP key', 'xsmtpsib-', [hex(64), '-', alnum(16)]),
  ]),
  ...vendor('Postmark', 'https://account.postmarkapp.com/servers', [assigned('postmark-server-token', 'server token', ['postmark'], uuid)]),
  ...vendor('Mailjet', 'https://app.mailjet.com/account/apikeys', [assigned('mailjet-api-key', 'API key', ['mailjet', 'mj_apikey'], hex(32), { name: /key|secret|token/i })]),
  ...vendor('SparkPost', 'https://app.sparkpost.com/account/api-keys', [assigned('sparkpost-api-key', 'API key', ['sparkpost'], hex(40))]),
  ...vendor('Resend', 'https://resend.com/api-keys', [prefixed('resend-api-key', 'API key', 're_', [alnum(8), '_', alnum(24)])]),
  ...vendor('Loops', 'https://app.loops.so/settings', [assigned('loops-api-key', 'API key', ['loops'], hex(32), { name: /key|token/i })]),
  ...vendor('Customer.io', 'in the workspace, API credentials', [assigned('customerio-api-key', 'API key', ['customerio', 'customer_io', 'cio_'], hex(20, 32), { name: /key|token|secret/i })]),
  ...vendor('Klaviyo', 'https://www.klaviyo.com/account#api-keys-tab', [prefixed('klaviyo-private-key', 'private API key', 'pk_', hex(34)), prefixed('klaviyo-private-key-v2', 'private API key', 'pk_', [alnum(6), '_', hex(34)])]),
  ...vendor('ConvertKit', 'https://app.kit.com/account_settings/developer_settings', [assigned('convertkit-api-key', 'API key', ['convertkit'], url64(22, 43), { name: /key|secret|token/i })]),
  ...vendor('OneSignal', 'in the app settings, Keys and IDs', [
    assigned('onesignal-rest-key', 'REST API key', ['onesignal', 'one_signal'], [base64(48)], { name: /key|token|secret/i }),
    prefixed('onesignal-key', 'API key', ['os_v2_app_', 'os_v2_org_'], of('a-z2-7', 80, 110)),
  ]),
  ...vendor('Twilio', 'https://console.twilio.com, Account, API keys', [
    prefixed('twilio-api-key', 'API key', 'SK', anyHex(32), { entropy: 3 }),
    assigned('twilio-auth-token', 'auth token', ['twilio'], hex(32), { name: /auth|token|secret|pass/i, severity: 'critical' }),
  ]),
  ...vendor('Bird', 'https://dashboard.messagebird.com/en/developers/access', [
    assigned('messagebird-api-token', 'API key', ['messagebird', 'message-bird', 'message_bird'], alnum(25)),
    assigned('messagebird-client-id', 'client id', ['messagebird', 'message-bird', 'message_bird'], uuid, { severity: 'low' }),
  ]),
  ...vendor('Vonage', 'https://dashboard.nexmo.com/settings', [assigned('vonage-api-secret', 'API secret', ['vonage', 'nexmo'], alnum(16), { name: /secret|token|key/i })]),
  ...vendor('Plivo', 'https://console.plivo.com', [
    assigned('plivo-auth-token', 'auth token', ['plivo'], alnum(40), { name: /token|secret|key/i }),
  ]),
  ...vendor('Telnyx', 'https://portal.telnyx.com/#/app/api-keys', [prefixed('telnyx-api-key', 'API key', 'KEY0', [alnum(32, 40), '_', url64(22)])]),
  ...vendor('Sinch', 'https://dashboard.sinch.com', [assigned('sinch-secret', 'secret', ['sinch'], any(hex(32), base64(24)), { name: /secret|token|key/i })]),
  ...vendor('Infobip', 'https://portal.infobip.com', [assigned('infobip-api-key', 'API key', ['infobip'], [hex(32), '-', uuid])]),
  ...vendor('ClickSend', 'https://dashboard.clicksend.com', [assigned('clicksend-api-key', 'API key', ['clicksend'], uuid)]),
  ...vendor('Zoom', 'https://marketplace.zoom.us', [
    assigned('zoom-client-secret', 'client secret', ['zoom'], alnum(32, 36), { name: /secret|token|key|jwt/i }),
  ]),
  ...vendor('Facebook', 'https://developers.facebook.com/apps', [
    assigned('facebook-secret', 'app secret', ['facebook', 'fb_', 'meta_app', 'instagram'], hex(32)),
    assigned('facebook-access-token', 'app access token', ['facebook', 'token', 'fb_'], [digits(15, 16), any('|', '%7C', '%7c'), url64(27, 40)], { confidence: 0.9 }),
    prefixed('facebook-page-access-token', 'access token', ['EAAM', 'EAAC', 'EAAA', 'EAAB', 'EAAD', 'EAAE', 'EAAG', 'EAAH', 'EAAI', 'EAAJ'], alnum(96, 400)),
    prefixed('instagram-access-token', 'access token', ['IGQV', 'IGQW', 'IGAA'], url64(80, 300)),
  ]),
  ...vendor('X', 'https://developer.x.com/en/portal', [
    assigned('twitter-api-key', 'API key', ['twitter'], alnum(25)),
    assigned('twitter-api-secret', 'API secret', ['twitter'], alnum(50)),
    assigned('twitter-access-token', 'access token', ['twitter'], [digits(15, 25), '-', alnum(20, 40)]),
    assigned('twitter-access-secret', 'access token secret', ['twitter'], alnum(45)),
    prefixed('twitter-bearer-token', 'bearer token', 'AAAAAAAAAAAAAAAAAAAAA', of('A-Za-z0-9%', 60, 110), { entropy: 3 }),
  ]),
  ...vendor('LinkedIn', 'https://www.linkedin.com/developers/apps', [
    assigned('linkedin-client-id', 'client id', ['linkedin', 'linked-in', 'linked_in'], lower(14), { severity: 'low' }),
    assigned('linkedin-client-secret', 'client secret', ['linkedin', 'linked-in', 'linked_in'], alnum(16)),
    assigned('linkedin-client-secret-v2', 'client secret', ['linkedin', 'client_secret'], ['WPL_AP', digits(1), '.', alnum(16), '.', base64(8)]),
  ]),
  ...vendor('Twitch', 'https://dev.twitch.tv/console/apps', [assigned('twitch-api-token', 'client secret', ['twitch'], lower(30))]),
  ...vendor('Reddit', 'https://www.reddit.com/prefs/apps', [assigned('reddit-client-secret', 'client secret', ['reddit'], url64(27, 30), { name: /secret|token/i })]),
  ...vendor('Spotify', 'https://developer.spotify.com/dashboard', [assigned('spotify-client-secret', 'client secret', ['spotify'], hex(32), { name: /secret|token|key/i })]),
  ...vendor('TikTok', 'https://developers.tiktok.com/apps', [assigned('tiktok-client-secret', 'client secret', ['tiktok'], alnum(32, 40), { name: /secret/i })]),
  ...vendor('Flickr', 'https://www.flickr.com/services/apps', [assigned('flickr-access-token', 'API key', ['flickr'], alnum(32)), assigned('flickr-secret', 'secret', ['flickr'], hex(16), { name: /secret/i })]),
  ...vendor('Vimeo', 'https://developer.vimeo.com/apps', [assigned('vimeo-access-token', 'access token', ['vimeo'], hex(32), { name: /token|secret/i })]),
  ...vendor('Last.fm', 'https://www.last.fm/api/accounts', [assigned('lastfm-api-key', 'API key', ['lastfm', 'last_fm'], hex(32), { name: /key|secret|token/i })]),
  ...vendor('New York Times', 'https://developer.nytimes.com/my-apps', [assigned('nytimes-access-token', 'API key', ['nytimes', 'new-york-times', 'newyorktimes', 'new_york_times', 'nyt_'], of('A-Za-z0-9_=-', 32))]),
  ...vendor('Squarespace', 'in the settings, Developer API keys', [assigned('squarespace-access-token', 'access token', ['squarespace'], uuid)]),
  ...vendor('WeChat', 'https://mp.weixin.qq.com', [assigned('wechat-app-secret', 'app secret', ['wechat', 'weixin', 'wx_'], hex(32), { name: /secret|key/i })]),
  ...vendor('DingTalk', 'https://open-dev.dingtalk.com', [prefixed('dingtalk-webhook', 'robot token', 'oapi.dingtalk.com/robot/send?access_token=', hex(64), { severity: 'medium' }), prefixed('dingtalk-secret', 'robot secret', 'SEC', hex(64))]),
  ...vendor('Feishu', 'https://open.feishu.cn', [prefixed('feishu-webhook', 'bot webhook', ['open.feishu.cn/open-apis/bot/v2/hook/', 'open.larksuite.com/open-apis/bot/v2/hook/'], uuid, { severity: 'medium' })]),
];
