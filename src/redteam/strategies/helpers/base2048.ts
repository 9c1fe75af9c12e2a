import { fromBytes, toBytes } from './bytes.ts';

/**
 * The code points of Base2048 below U+1056: letters and numbers of Unicode 10 that no normalisation changes, in order,
 * from the ninth on; the first eight, 0 to 7, pad. Written out, since later versions of Unicode added characters in
 * between.
 */
const ranges = (
  '38-39 41-5a 61-7a c6 d0 d8 de-df e6 f0 f8 fe 110-111 126-127 131 138 141-142 14a-14b 152-153 ' +
  '166-167 180-19f 1a2-1ae 1b1-1c3 1dd 1e4-1e5 1f6-1f7 21c-21d 220-225 234-2af 370-373 376-377 ' +
  '37b-37d 37f 391-3a1 3a3-3a9 3b1-3c9 3cf 3d7-3ef 3f3 3f7-3f8 3fa-3ff 402 404-406 408-40b 40f-418 ' +
  '41a-438 43a-44f 452 454-456 458-45b 45f-475 478-481 48a-4c0 4c3-4cf 4d4-4d5 4d8-4d9 4e0-4e1 ' +
  '4e8-4e9 4f6-4f7 4fa-52f 531-556 561-586 5d0-5ea 5f0-5f2 620-621 627-63f 641-64a 660-669 66e-66f ' +
  '671-674 679-6bf 6c1 6c3-6d2 6d5 6ee-6fc 6ff 710 712-72f 74d-7a5 7b1 7c0-7ea 800-815 840-858 ' +
  '860-86a 8a0-8b4 8b6-8bd 904-928 92a-930 932-933 935-939 93d 950 960-961 966-96f 972-980 985-98c ' +
  '98f-990 993-9a8 9aa-9b0 9b2 9b6-9b9 9bd 9ce 9e0-9e1 9e6-9f1 9f4-9f9 9fc a05-a0a a0f-a10 a13-a28 ' +
  'a2a-a30 a32 a35 a38-a39 a5c a66-a6f a72-a74 a85-a8d a8f-a91 a93-aa8 aaa-ab0 ab2-ab3 ab5-ab9 abd ' +
  'ad0 ae0-ae1 ae6-aef af9 b05-b0c b0f-b10 b13-b28 b2a-b30 b32-b33 b35-b39 b3d b5f-b61 b66-b6f ' +
  'b71-b77 b83 b85-b8a b8e-b90 b92-b93 b95 b99-b9a b9c b9e-b9f ba3-ba4 ba8-baa bae-bb9 bd0 be6-bf2 ' +
  'c05-c0c c0e-c10 c12-c28 c2a-c39 c3d c58-c5a c60-c61 c66-c6f c78-c7e c80 c85-c8c c8e-c90 c92-ca8 ' +
  'caa-cb3 cb5-cb9 cbd cde ce0-ce1 ce6-cef cf1-cf2 d05-d0c d0e-d10 d12-d3a d3d d4e d54-d56 d58-d61 ' +
  'd66-d78 d7a-d7f d85-d96 d9a-db1 db3-dbb dbd dc0-dc6 de6-def e01-e30 e32 e40-e45 e50-e59 e81-e82 ' +
  'e84 e87-e88 e8a e8d e94-e97 e99-e9f ea1-ea3 ea5 ea7 eaa-eab ead-eb0 eb2 ebd ec0-ec4 ed0-ed9 ' +
  'ede-edf f00 f20-f33 f40-f42 f44-f47 f49-f4c f4e-f51 f53-f56 f58-f5b f5d-f68 f6a-f6c f88-f8c ' +
  '1000-1025 1027-102a 103f-1049 1050-1055'
).split(' ');

const alphabet = ranges.flatMap((range) => {
  const [first = 0, last = first] = range.split('-').map((point) => Number.parseInt(point, 16));
  return Array.from({ length: last - first + 1 }, (_, at) => String.fromCharCode(first + at));
});
const places = new Map(alphabet.map((sign, place) => [sign, place]));

const bitsOf = (value: number, length: number): string => value.toString(2).padStart(length, '0');

/** Eleven bits to a character; a rest of three bits or less, filled up with ones, is a digit from 0 to 7. */
export function toBase2048(text: string): string {
  const bits = [...toBytes(text)].map((byte) => bitsOf(byte, 8)).join('');
  const groups = bits.match(/.{1,11}/g) ?? [];
  return groups
    .map((group) =>
      group.length <= 3
        ? String(Number.parseInt(group.padEnd(3, '1'), 2))
        : alphabet[Number.parseInt(group.padEnd(11, '1'), 2)]!,
    )
    .join('');
}

/** Null for characters that are none of the alphabet's, and for bytes that are no UTF-8. */
export function fromBase2048(run: string): string | null {
  const digit = /^[0-7]$/.test(run.slice(-1)) ? bitsOf(Number(run.slice(-1)), 3) : '';
  const values = [...(digit === '' ? run : run.slice(0, -1))].map((sign) => places.get(sign));
  if (run === '' || !values.every((value) => value !== undefined)) return null;
  const bits = values.map((value) => bitsOf(value, 11)).join('') + digit;
  return fromBytes((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
