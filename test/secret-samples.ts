import { charactersOf, type Shape } from '#src/repo/secrets/shape.ts';

/** Numbers from a seed (mulberry32), so that a sample that fails can be made again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A text of this shape. No secret: made at run time, by chance. */
export function sampleOf(shape: Shape, random: () => number): string {
  if (typeof shape === 'string') return shape;
  if (Array.isArray(shape)) return (shape as readonly Shape[]).map((part) => sampleOf(part, random)).join('');
  const one = shape as Exclude<Shape, string | readonly Shape[]>;
  if ('any' in one) return sampleOf(one.any[Math.floor(random() * one.any.length)] as Shape, random);
  const characters = charactersOf(one.set);
  const length = Math.min(one.max, one.min + Math.floor(random() * 8));
  return Array.from({ length }, () => characters[Math.floor(random() * characters.length)]).join('');
}
