import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, anyHex, hex, of, upper, url64, uuid } from '../shape.ts';

/** Exchanges, chains and market data. */
export const exchanges: readonly SecretRule[] = [
  ...vendor('Coinbase', 'https://www.coinbase.com/settings/api', [
    assigned('coinbase-access-token', 'access token', ['coinbase'], of('A-Za-z0-9_-', 64)),
  ]),
  ...vendor('Kraken', 'https://pro.kraken.com/app/settings/api', [
    assigned('kraken-access-token', 'API secret', ['kraken'], of('A-Za-z0-9/=_+-', 80, 90)),
  ]),
  ...vendor('KuCoin', 'https://www.kucoin.com/account/api', [
    assigned('kucoin-access-token', 'API key', ['kucoin'], hex(24)),
    assigned('kucoin-secret-key', 'API secret', ['kucoin'], uuid),
  ]),
  ...vendor('Binance', 'https://www.binance.com/en/my/settings/api-management', [
    assigned('binance-api-secret', 'API key or secret', ['binance'], alnum(64)),
  ]),
  ...vendor('Bittrex', 'at the exchange, which has closed', [
    assigned('bittrex-access-key', 'access key', ['bittrex'], alnum(32)),
    assigned('bittrex-secret-key', 'secret key', ['bittrex'], alnum(32), { name: /secret/i }),
  ]),
  ...vendor('Bitfinex', 'https://setting.bitfinex.com/api', [
    assigned('bitfinex-api-secret', 'API key or secret', ['bitfinex'], alnum(43)),
  ]),
  ...vendor('Bybit', 'https://www.bybit.com/app/user/api-management', [
    assigned('bybit-api-secret', 'API secret', ['bybit'], alnum(36), { name: /secret|key|token/i }),
  ]),
  ...vendor('Bitmex', 'https://www.bitmex.com/app/apiKeys', [
    assigned('bitmex-api-secret', 'API secret', ['bitmex'], url64(48)),
  ]),
  ...vendor('OKX', 'https://www.okx.com/account/my-api', [
    assigned('okx-api-secret', 'API secret', ['okx_', 'okex'], upper(32)),
  ]),
  ...vendor('Etherscan', 'https://etherscan.io/myapikey', [
    assigned(
      'etherscan-api-key',
      'API key',
      ['etherscan', 'bscscan', 'polygonscan', 'arbiscan', 'snowtrace'],
      upper(34),
    ),
  ]),
  ...vendor('Infura', 'https://app.infura.io', [
    assigned('infura-api-key', 'API key', ['infura'], hex(32), { plain: true }),
    prefixed('infura-url', 'project id in a URL', 'infura.io/v3/', hex(32), { severity: 'medium' }),
  ]),
  ...vendor('Alchemy', 'https://dashboard.alchemy.com/apps', [
    assigned('alchemy-api-key', 'API key', ['alchemy'], url64(32), { name: /key|token|secret/i }),
    prefixed('alchemy-url', 'API key in a URL', ['alchemy.com/v2/', 'alchemyapi.io/v2/'], url64(32, 40), {
      severity: 'medium',
    }),
  ]),
  ...vendor('Ethereum', 'by moving what it holds to another account', [
    assigned(
      'ethereum-private-key',
      'private key',
      ['private_key', 'privatekey', 'mnemonic', 'deployer', 'wallet'],
      [any('0x', ''), anyHex(64)],
      {
        severity: 'critical',
        name: /priv|deployer|wallet.*key/i,
      },
    ),
  ]),
  ...vendor('Bitcoin', 'by moving what it holds to another account', [
    assigned(
      'bitcoin-private-key',
      'private key (WIF)',
      ['private_key', 'privatekey', 'wif', 'bitcoin', 'btc_'],
      [any(['5', of('HJK', 1)], ['K'], ['L']), of('1-9A-HJ-NP-Za-km-z', 50, 51)],
      {
        severity: 'critical',
        name: /priv|wif|key/i,
      },
    ),
    prefixed(
      'bip32-private-key',
      'extended private key',
      ['xprv', 'yprv', 'zprv', 'tprv'],
      of('1-9A-HJ-NP-Za-km-z', 100, 112),
      { severity: 'critical' },
    ),
  ]),
  ...vendor('Finnhub', 'https://finnhub.io/dashboard', [
    assigned('finnhub-access-token', 'API key', ['finnhub'], alnum(20)),
  ]),
  ...vendor('Alpha Vantage', 'https://www.alphavantage.co/support', [
    assigned('alphavantage-api-key', 'API key', ['alphavantage', 'alpha_vantage'], upper(16)),
  ]),
  ...vendor('Polygon.io', 'https://polygon.io/dashboard/keys', [
    assigned(
      'polygon-api-key',
      'API key',
      ['polygon_api', 'polygon_key', 'polygonio', 'polygon.io'],
      url64(32),
    ),
  ]),
  ...vendor('Alpaca', 'https://app.alpaca.markets', [
    assigned('alpaca-secret-key', 'secret key', ['alpaca', 'apca'], alnum(40, 44), { name: /secret|token/i }),
    assigned('alpaca-key-id', 'key id', ['alpaca', 'apca'], [any('PK', 'AK', 'CK'), upper(18)], {
      severity: 'low',
    }),
  ]),
  ...vendor('CoinMarketCap', 'https://pro.coinmarketcap.com/account', [
    assigned('coinmarketcap-api-key', 'API key', ['coinmarketcap', 'cmc_api', 'cmc_pro'], uuid),
  ]),
  ...vendor('CoinGecko', 'https://www.coingecko.com/en/developers/dashboard', [
    prefixed('coingecko-api-key', 'API key', 'CG-', alnum(24)),
  ]),
];
