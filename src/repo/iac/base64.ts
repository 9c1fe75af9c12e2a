/** What a base64 text says; empty where it is none, or says something that is no text. */
export function decodeBase64(text: string): string {
  const packed = text.replaceAll(/\s/g, '');
  if (packed.length < 8 || packed.length > 100_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return '';
  const decoded = Buffer.from(packed, 'base64').toString('utf8');
  return /[\0\uFFFD]/.test(decoded) ? '' : decoded;
}
